/** Generates the community: the same one for the same scale, on every machine. */
@NullMarked
package dev.twofold.demo.data;

import org.jspecify.annotations.NullMarked;
