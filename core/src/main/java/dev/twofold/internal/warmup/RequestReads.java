package dev.twofold.internal.warmup;

import dev.twofold.internal.read.ReadObserver;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.ParameterValues;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is learned from one request. Its share of the queue for related values is bounded, so that a
 * request that reads very many does not push out those of others. Thread-safe.
 */
final class RequestReads implements ReadObserver {

  private final LearnedReads learned;
  private final AtomicInteger related = new AtomicInteger();

  RequestReads(LearnedReads learned) {
    this.learned = learned;
  }

  @Override
  public boolean samples() {
    return learned.samples();
  }

  @Override
  public <K> void asked(RegisteredLoader<K, ?, ?> loader, Iterable<K> keys) {
    learned.asked(loader, keys);
  }

  @Override
  public boolean wantsValues() {
    return learned.hasRules();
  }

  @Override
  public void found(RegisteredLoader<?, ?, ?> loader, ParameterValues under, Object value) {
    List<RelatedRule<?, ?>> rules = learned.rules(loader);
    for (RelatedRule<?, ?> rule : rules) {
      if (related.incrementAndGet() > rule.valuesPerRequest()) {
        learned.queue().drop();
      } else {
        learned.queue().offer(rule, under, value);
      }
    }
  }
}
