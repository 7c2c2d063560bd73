package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityLoad;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that stand unread in a request, by what loads them. Touching one asks for all of them,
 * up to a limit; so a page of any length costs one wave per level. Thread-safe.
 */
final class Cohorts {

  private final Map<EntityLoad, Cohort> cohorts = new ConcurrentHashMap<>();
  private final int limit;

  Cohorts(int limit) {
    this.limit = limit;
  }

  void add(EntityLoad load, Object key) {
    cohorts.computeIfAbsent(load, first -> new Cohort()).add(key);
  }

  void remove(EntityLoad load, Object key) {
    remove(load, List.of(key));
  }

  /** Says that keys are no longer unread. */
  void remove(EntityLoad load, Collection<?> keys) {
    Cohort cohort = cohorts.get(load);
    if (cohort != null) {
      cohort.remove(keys);
    }
  }

  /**
   * The keys to ask for when one is touched, that one first. They stay unread until they are
   * removed: of two threads that touch at once, the first to load must load for both.
   */
  List<Object> of(EntityLoad load, Object touched) {
    Cohort cohort = cohorts.get(load);
    return cohort == null ? List.of(touched) : cohort.of(touched, limit);
  }

  /** The keys of one load, in the order in which they were met. */
  private static final class Cohort {

    private final Set<Object> keys = new LinkedHashSet<>();

    synchronized void add(Object key) {
      keys.add(key);
    }

    synchronized void remove(Collection<?> some) {
      some.forEach(keys::remove);
    }

    synchronized List<Object> of(Object touched, int limit) {
      List<Object> asked = new ArrayList<>(Math.min(limit, keys.size() + 1));
      asked.add(touched);
      var each = keys.iterator();
      while (each.hasNext() && asked.size() < limit) {
        Object key = each.next();
        if (!key.equals(touched)) {
          asked.add(key);
        }
      }
      return asked;
    }
  }
}
