/** How costs grow with keys, threads, entries and capacity. */
@NullMarked
package dev.twofold.bench.scale;

import org.jspecify.annotations.NullMarked;
