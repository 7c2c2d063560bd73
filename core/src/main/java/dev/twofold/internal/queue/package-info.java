/** Write-behind at work: what appends to queues, and what writes them to the database. */
@NullMarked
package dev.twofold.internal.queue;

import org.jspecify.annotations.NullMarked;
