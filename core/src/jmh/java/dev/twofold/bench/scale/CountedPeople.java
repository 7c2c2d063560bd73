package dev.twofold.bench.scale;

import dev.twofold.bench.micro.Person;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Answers from memory, and counts what it is asked: the keys that no tier had. */
public final class CountedPeople extends BatchLoader<Long, Person> {

  private final Map<Long, Person> all;
  private final AtomicLong asked = new AtomicLong();

  CountedPeople(Map<Long, Person> all) {
    this.all = all;
  }

  @Override
  public Map<Long, Person> loadAll(Set<Long> keys, LoadContext context) {
    asked.addAndGet(keys.size());
    Map<Long, Person> found = new HashMap<>(keys.size() * 2);
    for (Long key : keys) {
      Person person = all.get(key);
      if (person != null) {
        found.put(key, person);
      }
    }
    return found;
  }

  /** How many keys it was asked for. */
  long asked() {
    return asked.get();
  }
}
