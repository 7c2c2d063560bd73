/** Regions: named policies that entries share. */
@NullMarked
package dev.twofold.region;

import org.jspecify.annotations.NullMarked;
