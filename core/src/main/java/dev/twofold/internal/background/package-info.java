/** Loads what no request waits for: entries again that soon end, and keys that were written. */
@NullMarked
package dev.twofold.internal.background;

import org.jspecify.annotations.NullMarked;
