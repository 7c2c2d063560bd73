package dev.twofold.internal.read;

import dev.twofold.internal.store.LoaderStore;
import java.util.Collection;

/**
 * Keys of one loader that are asked for together with those of others.
 *
 * @param keys normalized, without duplicates
 */
public record Asked<K>(LoaderStore<K, ?, ?> store, Collection<K> keys) {}
