/** Results of functions, kept beside the rows that they are computed from. */
@NullMarked
package dev.twofold.computation;

import org.jspecify.annotations.NullMarked;
