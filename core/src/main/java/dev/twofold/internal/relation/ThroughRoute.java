package dev.twofold.internal.relation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several relations, one after the other.
 *
 * @param relation its name, for messages
 * @param many whether one of them leads to many
 */
record ThroughRoute(String relation, List<Route> hops, boolean many) implements Route {

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    List<Object> objects = List.of(owner);
    for (Route hop : hops) {
      Set<Object> next = Collections.newSetFromMap(new IdentityHashMap<>());
      List<Object> ordered = new ArrayList<>();
      for (Object each : objects) {
        Object answer = hop.answer(each, reading);
        if (answer == Reading.UNKNOWN) {
          return answer;
        }
        addEach(answer, next, ordered);
      }
      objects = ordered;
    }
    if (many) {
      return Collections.unmodifiableList(objects);
    }
    return objects.isEmpty() ? null : objects.get(0);
  }

  @Override
  public End end(Object owner, Reading peek) {
    Object object = owner;
    int last = hops.size() - 1;
    for (Route hop : hops.subList(0, last)) {
      Object next = hop.answer(object, peek);
      if (next == null || next == Reading.UNKNOWN) {
        return hop.end(object, peek);
      }
      object = next;
    }
    return hops.get(last).end(object, peek);
  }

  private static void addEach(@Nullable Object answer, Set<Object> added, List<Object> ordered) {
    if (answer instanceof List<?> list) {
      for (Object each : list) {
        if (added.add(each)) {
          ordered.add(each);
        }
      }
    } else if (answer != null && added.add(answer)) {
      ordered.add(answer);
    }
  }

  /** Objects whose next hop is known wait for those of other owners: the hops are the waves. */
  @Override
  public boolean need(Object owner, Needs needs) {
    try {
      return needHops(owner, needs);
    } finally {
      needs.at(null, 0);
    }
  }

  private boolean needHops(Object owner, Needs needs) {
    boolean needed = false;
    Reading peek = needs.peek();
    List<Object> objects = List.of(owner);
    for (int i = 0; i < hops.size(); i++) {
      Route hop = hops.get(i);
      needs.at(this, i);
      Set<Object> next = Collections.newSetFromMap(new IdentityHashMap<>());
      List<Object> ordered = new ArrayList<>();
      for (Object each : objects) {
        if (hop.need(each, needs)) {
          needed = true;
        } else {
          Object answer = hop.answer(each, peek);
          addEach(answer == Reading.UNKNOWN ? null : answer, next, ordered);
        }
      }
      objects = ordered;
    }
    return needed;
  }

  @Override
  public @Nullable Object targetKey(Object owner) {
    return hops.get(0).targetKey(owner);
  }

  @Override
  public String target() {
    return hops.get(hops.size() - 1).target();
  }

  @Override
  public void stale(Object owner, RequestAccess request, Stale stale) {
    throw new IllegalArgumentException(
        "relation %s goes through others; invalidate the one whose objects have changed"
            .formatted(relation));
  }
}
