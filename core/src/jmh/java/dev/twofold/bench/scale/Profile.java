package dev.twofold.bench.scale;

import dev.twofold.bench.model.Zipf;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What one of Twitter's cache clusters is asked, by the figures that were published of it
 * (twitter/cache-trace).
 *
 * @param cluster its number there
 * @param use what it stands for
 * @param exponent of Zipf's law
 * @param reads of 100 operations
 * @param seconds how long most of its entries live
 */
record Profile(int cluster, String use, double exponent, int reads, int seconds) {

  /** How many objects there are. */
  static final int OBJECTS = 100_000;

  private static final int OPERATIONS = 250_000;

  /** The median of all clusters, for each instance. */
  private static final int OPERATIONS_IN_A_SECOND = 5_260;

  private static final int HOUR = 3_600;

  static final List<Profile> ALL =
      List.of(
          new Profile(52, "mostly read", 1.21, 91, 24 * HOUR),
          new Profile(18, "very hot", 2.10, 96, 12 * HOUR),
          new Profile(29, "ordinary", 1.23, 86, HOUR),
          new Profile(45, "little skew", 0.64, 85, 15 * 24 * HOUR),
          new Profile(12, "mostly written", 0.30, 20, 300),
          new Profile(37, "short lives", 0.43, 63, 20));

  /** How a cache does: reads that it answers, in percent. The same operations for each cache. */
  double hitRate(BoundedCache cache) {
    Random random = new Random(cluster);
    Zipf zipf = new Zipf(OBJECTS, exponent);
    long[] deadlines = new long[OBJECTS + 1];
    Arrays.fill(deadlines, Long.MAX_VALUE);
    int reading = 0;
    int hits = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      int object = zipf.sample(random);
      long now = i / OPERATIONS_IN_A_SECOND;
      if (random.nextInt(100) >= reads) {
        cache.remove(object);
      } else {
        reading++;
        if (deadlines[object] <= now) {
          cache.remove(object);
        }
        if (cache.read(object)) {
          hits++;
        } else {
          deadlines[object] = now + seconds;
        }
      }
    }
    return 100.0 * hits / reading;
  }
}
