/** Encoded values made smaller for shared tiers, where that pays. */
@NullMarked
package dev.twofold.compression;

import org.jspecify.annotations.NullMarked;
