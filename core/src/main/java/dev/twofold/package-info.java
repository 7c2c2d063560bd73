/**
 * The engine ({@link dev.twofold.Twofold}) and the scope of one request ({@link
 * dev.twofold.LoadScope}).
 */
@NullMarked
package dev.twofold;

import org.jspecify.annotations.NullMarked;
