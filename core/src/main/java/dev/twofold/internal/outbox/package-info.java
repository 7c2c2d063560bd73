/** The outbox as the engine uses it: the format of rows, their deletion, and what others left. */
@NullMarked
package dev.twofold.internal.outbox;

import org.jspecify.annotations.NullMarked;
