package dev.twofold.internal.read;

import dev.twofold.internal.flight.Flight;

/**
 * Keys of a batch that another request is loading.
 *
 * @param flight its load
 */
record Joined<K, C>(Flight<K, LoadedBatch<K, C>> flight, Keys<K> keys) {}
