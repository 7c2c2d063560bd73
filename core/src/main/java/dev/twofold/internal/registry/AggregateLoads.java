package dev.twofold.internal.registry;

import dev.twofold.tier.relation.AggregateReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The load function of an aggregate. That an owner has no rows is a result where there is one for
 * it, such as 0, and is cached as such.
 */
final class AggregateLoads<Q, N> implements LoadFunction<Q, N> {

  private final AggregateReader<Q, N> reader;
  private final UnaryOperator<Q> normalization;
  private final @Nullable N none;

  AggregateLoads(AggregateReader<Q, N> reader, UnaryOperator<Q> normalization, @Nullable N none) {
    this.reader = reader;
    this.normalization = normalization;
    this.none = none;
  }

  @Override
  public Answer<Q, N> load(Set<Q> owners, Call call) {
    Map<Q, N> results = new HashMap<>();
    AskedOwners<Q> asked = new AskedOwners<>(owners, normalization);
    reader
        .read(owners, call.parameters(), call.get())
        .forEach((owner, result) -> results.put(asked.require(owner), result));
    N forOthers = none;
    if (forOthers != null) {
      owners.forEach(owner -> results.putIfAbsent(owner, forOthers));
    }
    return new Answer<>(results, Map.of(), List.of());
  }
}
