/**
 * The write path: what writes make stale, when it is told to whom, and what happens if it cannot.
 */
@NullMarked
package dev.twofold.internal.invalidation;

import org.jspecify.annotations.NullMarked;
