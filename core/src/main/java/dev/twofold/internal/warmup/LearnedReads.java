package dev.twofold.internal.warmup;

import dev.twofold.internal.read.ReadObserver;
import dev.twofold.internal.registry.RegisteredLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What an engine learns from the reads of all requests: which keys are hot, and what has related
 * ones. Only one wave of sixteen is counted for hot keys, chosen at random: counting all would cost
 * as much as many a hit, and those that are read most are found as well. Thread-safe.
 */
final class LearnedReads {

  /** One of so many waves is counted. */
  private static final int SAMPLED = 16;

  static final BooleanSupplier SOME = () -> ThreadLocalRandom.current().nextInt(SAMPLED) == 0;

  private final Map<RegisteredLoader<?, ?, ?>, HotKeys<?>> hot;
  private final Map<RegisteredLoader<?, ?, ?>, List<RelatedRule<?, ?>>> rules;
  private final RelatedQueue queue;
  private final BooleanSupplier sample;

  LearnedReads(
      Map<RegisteredLoader<?, ?, ?>, HotKeys<?>> hot,
      List<RelatedRule<?, ?>> rules,
      RelatedQueue queue,
      BooleanSupplier sample) {
    this.hot = Map.copyOf(hot);
    this.rules = byLoader(rules);
    this.queue = queue;
    this.sample = sample;
  }

  private static Map<RegisteredLoader<?, ?, ?>, List<RelatedRule<?, ?>>> byLoader(
      List<RelatedRule<?, ?>> rules) {
    Map<RegisteredLoader<?, ?, ?>, List<RelatedRule<?, ?>>> byLoader = new HashMap<>();
    for (RelatedRule<?, ?> rule : rules) {
      byLoader.merge(
          rule.loader(),
          List.of(rule),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return Map.copyOf(byLoader);
  }

  /** What learns from a new request. */
  ReadObserver ofRequest() {
    return hot.isEmpty() && rules.isEmpty() ? ReadObserver.NONE : new RequestReads(this);
  }

  boolean samples() {
    return !hot.isEmpty() && sample.getAsBoolean();
  }

  @SuppressWarnings("unchecked") // a loader is known with the keys that are its own
  <K> void asked(RegisteredLoader<K, ?, ?> loader, Iterable<K> keys) {
    HotKeys<K> known = (HotKeys<K>) hot.get(loader);
    if (known != null) {
      known.count(keys);
    }
  }

  boolean hasRules() {
    return !rules.isEmpty();
  }

  List<RelatedRule<?, ?>> rules(RegisteredLoader<?, ?, ?> loader) {
    return rules.getOrDefault(loader, List.of());
  }

  RelatedQueue queue() {
    return queue;
  }
}
