/** Counters of one request and of its loaders. */
@NullMarked
package dev.twofold.stats;

import org.jspecify.annotations.NullMarked;
