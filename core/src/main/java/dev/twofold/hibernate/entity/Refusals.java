package dev.twofold.hibernate.entity;

import org.hibernate.LazyInitializationException;

/** The words for what copies do not do: what was tried, and how it is done. */
final class Refusals {

  private static final String HOW_TO_WRITE =
      "write with a Hibernate session: load the entity there by its id and change that one";

  private Refusals() {}

  static UnsupportedOperationException setter(Class<?> type, String method) {
    return new UnsupportedOperationException(
        "%s.%s: a copy made by LoadScope.entities() is read-only; %s"
            .formatted(type.getSimpleName(), method, HOW_TO_WRITE));
  }

  static UnsupportedOperationException collection(Object role) {
    return new UnsupportedOperationException(
        "%s: the collections of a copy made by LoadScope.entities() are read-only; %s"
            .formatted(role, HOW_TO_WRITE));
  }

  static UnsupportedOperationException session(String operation, Class<?> type) {
    return new UnsupportedOperationException(
        "%s of a copy of %s: copies made by LoadScope.entities() are read-only; %s"
            .formatted(operation, type.getSimpleName(), HOW_TO_WRITE));
  }

  static UnsupportedOperationException write(Class<?> type) {
    return session("use in a session", type);
  }

  static UnsupportedOperationException serialization(Class<?> type) {
    return new UnsupportedOperationException(
        "a copy of %s is not serializable: it belongs to one request; store its id, and find it again with LoadScope.entities()"
            .formatted(type.getSimpleName()));
  }

  static LazyInitializationException closed(Object what) {
    return new LazyInitializationException(
        "%s was not read before its scope was closed; touch it while the request goes on, or find the entity in a scope of your own, opened with Twofold.open()"
            .formatted(what));
  }
}
