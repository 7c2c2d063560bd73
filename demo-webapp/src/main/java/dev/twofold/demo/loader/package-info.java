/** Records of the rows that pages need, and the loaders that bring them. */
@NullMarked
package dev.twofold.demo.loader;

import org.jspecify.annotations.NullMarked;
