package dev.twofold.internal.relation;

import dev.twofold.error.LoadException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The owner says of what kind its target is; each kind has a route of its own.
 *
 * @param relation its name, for messages
 * @param kind reads the kind; null where the owner has no target
 */
record KindRoute(
    String relation, Function<Object, ? extends @Nullable Object> kind, Map<Object, Route> routes)
    implements Route {

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    Route route = route(owner);
    return route == null ? null : route.answer(owner, reading);
  }

  @Override
  public boolean need(Object owner, Needs needs) {
    Route route = route(owner);
    return route != null && route.need(owner, needs);
  }

  private @Nullable Route route(Object owner) {
    Object named = kind.apply(owner);
    if (named == null) {
      return null;
    }
    Route route = routes.get(named);
    if (route == null) {
      TreeSet<String> known = new TreeSet<>();
      routes.keySet().forEach(each -> known.add(each.toString()));
      throw new LoadException(
          "relation %s: an owner is of a kind that is not named; named: %s"
              .formatted(relation, known));
    }
    return route;
  }

  @Override
  public End end(Object owner, Reading peek) {
    Route route = route(owner);
    return route == null ? new End(this, owner) : route.end(owner, peek);
  }

  @Override
  public @Nullable Object targetKey(Object owner) {
    Route route = route(owner);
    return route == null ? null : route.targetKey(owner);
  }

  @Override
  public String target() {
    TreeSet<String> targets = new TreeSet<>();
    routes.values().forEach(route -> targets.add(route.target()));
    return String.join(" or ", targets);
  }

  /** Nothing: the owner itself says which object it has. */
  @Override
  public void stale(Object owner, RequestAccess request, Stale stale) {}
}
