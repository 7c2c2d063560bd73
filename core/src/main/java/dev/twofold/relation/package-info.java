/** Handles for values that are needed later. */
@NullMarked
package dev.twofold.relation;

import org.jspecify.annotations.NullMarked;
