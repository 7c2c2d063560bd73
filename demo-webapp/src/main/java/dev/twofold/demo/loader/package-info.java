/** Records of the rows that pages need, with their relations, and the loaders that bring them. */
@NullMarked
package dev.twofold.demo.loader;

import org.jspecify.annotations.NullMarked;
