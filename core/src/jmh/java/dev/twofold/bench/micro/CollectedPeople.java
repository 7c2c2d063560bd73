package dev.twofold.bench.micro;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Collects its answer in a map of its own, as a loader of an application does. */
public final class CollectedPeople extends BatchLoader<Long, Person> {

  private final Map<Long, Person> all;

  CollectedPeople(Map<Long, Person> all) {
    this.all = all;
  }

  @Override
  public Map<Long, Person> loadAll(Set<Long> keys, LoadContext context) {
    return collect(keys);
  }

  Map<Long, Person> collect(Set<Long> keys) {
    Map<Long, Person> found = new HashMap<>(keys.size() * 2);
    for (Long key : keys) {
      Person person = all.get(key);
      if (person != null) {
        found.put(key, person);
      }
    }
    return found;
  }
}
