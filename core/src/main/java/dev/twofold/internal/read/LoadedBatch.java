package dev.twofold.internal.read;

import dev.twofold.internal.registry.LoadFunction.Byproduct;
import java.util.List;

/**
 * What one call of a load function has told, for whoever waits for it.
 *
 * @param answer about the keys that it was asked for
 * @param byproducts about keys of other loaders
 */
record LoadedBatch<K, C>(CheckedAnswer<K, C> answer, List<Byproduct<?, ?>> byproducts) {}
