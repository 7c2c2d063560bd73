/** The border to tiers that others supply: failures become misses and counters. */
@NullMarked
package dev.twofold.internal.tiers;

import org.jspecify.annotations.NullMarked;
