/** What a distributed tier does for queues: an append-only stream for each partition. */
@NullMarked
package dev.twofold.write.store;

import org.jspecify.annotations.NullMarked;
