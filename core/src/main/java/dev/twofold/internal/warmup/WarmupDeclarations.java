package dev.twofold.internal.warmup;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.warmup.RelatedWarmup;
import dev.twofold.warmup.WarmupObserver;
import dev.twofold.warmup.WarmupPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an application has said of warming, before its engine is built. Not thread-safe. */
public final class WarmupDeclarations {

  private final Map<String, WarmupPlan<?>> plans = new LinkedHashMap<>();
  private final List<RelatedWarmup<?, ?>> related = new ArrayList<>();
  private final List<WarmupObserver> observers = new ArrayList<>();

  /**
   * Adds a plan.
   *
   * @throws ConfigurationException if there is one of that name
   */
  public void add(WarmupPlan<?> plan) {
    if (plans.putIfAbsent(plan.name(), plan) != null) {
      throw new ConfigurationException(
          "two warm-up plans have the name '%s'; give one of them another".formatted(plan.name()));
    }
  }

  public void add(RelatedWarmup<?, ?> warmup) {
    related.add(requireNonNull(warmup, "warmup"));
  }

  public void add(WarmupObserver observer) {
    observers.add(requireNonNull(observer, "observer"));
  }

  List<WarmupPlan<?>> plans() {
    return List.copyOf(plans.values());
  }

  List<RelatedWarmup<?, ?>> related() {
    return related;
  }

  List<WarmupObserver> observers() {
    return observers;
  }
}
