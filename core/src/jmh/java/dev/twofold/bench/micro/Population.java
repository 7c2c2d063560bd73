package dev.twofold.bench.micro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * So many people.
 *
 * @param keys their keys, boxed once: what boxing costs is not the engine's
 * @param byKey the people by key
 * @param inOrder the people in the order of the keys
 */
public record Population(List<Long> keys, Map<Long, Person> byKey, List<Person> inOrder) {

  /** People with ids from 1,000 on. */
  public static Population of(int size) {
    List<Long> keys = new ArrayList<>(size);
    Map<Long, Person> byKey = new LinkedHashMap<>();
    for (long id = 1_000; id < 1_000 + size; id++) {
      Person person = Person.of(id);
      keys.add(id);
      byKey.put(keys.get(keys.size() - 1), person);
    }
    return new Population(keys, byKey, List.copyOf(byKey.values()));
  }
}
