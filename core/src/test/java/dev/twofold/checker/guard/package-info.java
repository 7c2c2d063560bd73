/**
 * What keeps values from being stale, and how to leave it out, so that the checker must find it.
 */
@NullMarked
package dev.twofold.checker.guard;

import org.jspecify.annotations.NullMarked;
