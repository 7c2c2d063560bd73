package dev.twofold.bench.peer;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What has been found of each kind. Not thread-safe. */
final class Found implements Rows {

  private final Map<Kind, Map<Long, Object>> values = new EnumMap<>(Kind.class);

  Map<Long, Object> of(Kind kind) {
    return values.computeIfAbsent(kind, unused -> new HashMap<>());
  }

  void put(Kind kind, Long id, Object value) {
    of(kind).put(id, value);
  }

  void putAll(Found others) {
    others.values.forEach((kind, those) -> of(kind).putAll(those));
  }

  Map<Kind, Map<Long, Object>> all() {
    return values;
  }

  /** Those of some ids that have not been found. */
  Set<Long> missing(Kind kind, Collection<Long> ids) {
    Set<Long> missing = new HashSet<>(ids);
    missing.removeAll(of(kind).keySet());
    return missing;
  }

  @Override
  public Object get(Kind kind, long id) {
    return requireNonNull(of(kind).get(id));
  }
}
