/** Checks on real processes and servers that no value is ever stale. */
@NullMarked
package dev.twofold.checker;

import org.jspecify.annotations.NullMarked;
