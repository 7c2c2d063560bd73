/** The network between a benchmark and its servers. */
@NullMarked
package dev.twofold.bench.network;

import org.jspecify.annotations.NullMarked;
