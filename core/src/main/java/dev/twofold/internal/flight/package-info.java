/**
 * Single flight: requests of one process that want the same keys at the same time load them once.
 */
@NullMarked
package dev.twofold.internal.flight;

import org.jspecify.annotations.NullMarked;
