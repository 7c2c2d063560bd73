/** Thumbnails as a chain of computations: original, resized, greyscale, file. */
@NullMarked
package dev.twofold.demo.thumbnail;

import org.jspecify.annotations.NullMarked;
