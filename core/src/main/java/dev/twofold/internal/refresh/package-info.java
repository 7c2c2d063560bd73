/** Loads entries again that soon end, on threads that no request waits for. */
@NullMarked
package dev.twofold.internal.refresh;

import org.jspecify.annotations.NullMarked;
