/** Batches of keys as other benchmarks have them: cached queries, a graph of objects, items. */
@NullMarked
package dev.twofold.demo.bench.batch;

import org.jspecify.annotations.NullMarked;
