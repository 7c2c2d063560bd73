/**
 * Computations: their results are values of loaders whose keys name what they are computed from.
 */
@NullMarked
package dev.twofold.internal.computation;

import org.jspecify.annotations.NullMarked;
