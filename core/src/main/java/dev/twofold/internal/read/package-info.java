/** The read path: one wave from the distributed tier to the database and back. */
@NullMarked
package dev.twofold.internal.read;

import org.jspecify.annotations.NullMarked;
