/** Pictures as pixels and as files, without anything of the community. */
@NullMarked
package dev.twofold.demo.image;

import org.jspecify.annotations.NullMarked;
