/** Warming: filling the tiers before anybody asks, and telling how far that has got. */
@NullMarked
package dev.twofold.warmup;

import org.jspecify.annotations.NullMarked;
