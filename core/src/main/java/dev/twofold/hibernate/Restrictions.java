package dev.twofold.hibernate;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a statement demands of rows beside their keys, in HQL. Used while a statement is
 * prepared.
 */
final class Restrictions {

  private static final String NAME = "v";

  private final List<String> predicates = new ArrayList<>();
  private final List<GivenValue> values = new ArrayList<>();

  /** The spelling of a value. */
  String given(GivenValue value) {
    values.add(value);
    return ":" + NAME + (values.size() - 1);
  }

  /** The position among the {@linkplain #values values} that a spelling stands for. */
  static int position(String name) {
    return Integer.parseInt(name.substring(NAME.length()));
  }

  void add(String predicate) {
    predicates.add(predicate);
  }

  List<GivenValue> values() {
    return List.copyOf(values);
  }

  /** The clause, with a space in front; empty if there is nothing to demand. */
  String where() {
    return predicates.isEmpty() ? "" : " where " + String.join(" and ", predicates);
  }
}
