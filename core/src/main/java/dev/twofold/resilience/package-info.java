/** Leaving out what fails: circuits, and who hears of them. */
@NullMarked
package dev.twofold.resilience;

import org.jspecify.annotations.NullMarked;
