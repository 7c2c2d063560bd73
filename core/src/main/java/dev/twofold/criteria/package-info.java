/** Which rows of a relation count, and in which order. */
@NullMarked
package dev.twofold.criteria;

import org.jspecify.annotations.NullMarked;
