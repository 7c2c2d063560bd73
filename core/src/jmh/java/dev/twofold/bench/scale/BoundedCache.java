package dev.twofold.bench.scale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.micro.Population;
import java.util.List;

/** A cache with room for some entries, read through. */
interface BoundedCache extends AutoCloseable {

  /** Reads an object, which is there from then on; whether it was there before. */
  boolean read(int object);

  void remove(int object);

  @Override
  void close();

  /** Our near tier, a request for each read. */
  static BoundedCache twofold(int room, Population population) {
    CountedPeople people = new CountedPeople(population.byKey());
    Twofold twofold = NearEngine.of(room, people);
    return new BoundedCache() {
      @Override
      public boolean read(int object) {
        long before = people.asked();
        try (LoadScope scope = twofold.open()) {
          scope.require(CountedPeople.class, population.keys().get(object - 1));
        }
        return people.asked() == before;
      }

      @Override
      public void remove(int object) {
        twofold
            .invalidator()
            .invalidate(CountedPeople.class, List.of(population.keys().get(object - 1)));
      }

      @Override
      public void close() {
        twofold.close();
      }
    };
  }

  /** Caffeine, which does its upkeep at once. */
  static BoundedCache caffeine(int room) {
    Cache<Integer, Boolean> cache =
        Caffeine.newBuilder().maximumSize(room).executor(Runnable::run).build();
    return new BoundedCache() {
      @Override
      public boolean read(int object) {
        boolean there = cache.getIfPresent(object) != null;
        if (!there) {
          cache.put(object, true);
        }
        return there;
      }

      @Override
      public void remove(int object) {
        cache.invalidate(object);
      }

      @Override
      public void close() {}
    };
  }
}
