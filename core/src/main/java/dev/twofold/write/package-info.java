/** Write-behind: counters and logs that wait in a queue for the database. */
@NullMarked
package dev.twofold.write;

import org.jspecify.annotations.NullMarked;
