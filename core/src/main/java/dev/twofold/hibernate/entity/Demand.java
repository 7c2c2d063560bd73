package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Collects the keys that are needed next, for one wave after the other. No key is asked for twice:
 * what a wave could not answer is left to whoever reads it. Used by one thread.
 */
final class Demand {

  private final EntityScope scope;
  private final Cohorts cohorts;
  private final Map<EntityLoad, Set<Object>> attempted = new HashMap<>();
  private final Map<EntityLoad, Set<Object>> repairs = new LinkedHashMap<>(0);
  private Map<EntityLoad, Set<Object>> next = new LinkedHashMap<>();

  Demand(EntityScope scope, Cohorts cohorts) {
    this.scope = scope;
    this.cohorts = cohorts;
  }

  /**
   * Adds a key, unless the request knows it or could not find out.
   *
   * @return whether a wave has yet to come to it
   */
  boolean add(EntityLoad load, Object key) {
    if (attempted.getOrDefault(load, Set.of()).contains(key) || scope.knows(load, key)) {
      return false;
    }
    next.computeIfAbsent(load, first -> new LinkedHashSet<>()).add(key);
    return true;
  }

  /** Says that a state leads to an entity that is gone. */
  void repair(EntityLoad load, Object key) {
    repairs.computeIfAbsent(load, first -> new LinkedHashSet<>()).add(key);
  }

  /** Has one wave answer what was added; whether anything was. */
  boolean resolve() {
    if (next.isEmpty()) {
      return false;
    }
    Map<EntityLoad, Set<Object>> asked = next;
    next = new LinkedHashMap<>();
    asked.forEach(
        (load, keys) -> attempted.computeIfAbsent(load, first -> new HashSet<>()).addAll(keys));
    scope.loadAhead(asked);
    asked.forEach(cohorts::remove);
    return true;
  }

  /** Takes states that lead to what is gone out of the shared tier. */
  void repair() {
    if (!repairs.isEmpty()) {
      scope.repair(repairs);
    }
  }
}
