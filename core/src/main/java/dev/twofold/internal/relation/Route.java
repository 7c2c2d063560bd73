package dev.twofold.internal.relation;

import org.jspecify.annotations.Nullable;

/**
 * How a relation gets from an owner to its answer: by one key after another, each of which tells
 * the next. Holds nothing of a request. Thread-safe.
 */
sealed interface Route
    permits AggregateRoute, FirstRoute, KeyRoute, KindRoute, ListRoute, ThroughRoute, UniqueRoute {

  /**
   * The answer for an owner as the request knows it.
   *
   * @return the answer; null if the owner has none; {@link Reading#UNKNOWN}
   */
  @Nullable Object answer(Object owner, Reading reading);

  /**
   * Adds the keys that are needed next to find the answer.
   *
   * @return whether a wave has yet to come to one of them
   */
  boolean need(Object owner, Needs needs);

  /**
   * Where a route ends that leads to no object.
   *
   * @param route the part that leads no further
   * @param object the object that it was asked for
   */
  record End(Route route, Object object) {}

  /** Where the route of an owner ends that is known to have no answer. */
  default End end(Object owner, Reading peek) {
    return new End(this, owner);
  }

  /** The key by which an owner's answer is found, for messages; null if it has none. */
  @Nullable Object targetKey(Object owner);

  /** What is asked for the answer, for messages. */
  String target();

  /**
   * Names what becomes stale when an owner gets other objects.
   *
   * @throws IllegalArgumentException if that is not one thing, saying what to do
   */
  void stale(Object owner, RequestAccess request, Stale stale);
}
