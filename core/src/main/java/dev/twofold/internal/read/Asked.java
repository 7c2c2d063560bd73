package dev.twofold.internal.read;

import dev.twofold.internal.store.LoaderStore;

/**
 * Keys of one loader that are asked for together with those of others.
 *
 * @param keys normalized; no more are included from now on
 */
public record Asked<K>(LoaderStore<K, ?, ?> store, Keys<K> keys) {}
