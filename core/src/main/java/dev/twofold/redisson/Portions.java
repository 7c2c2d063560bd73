package dev.twofold.redisson;

import dev.twofold.tier.Fill;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits what is too much for one command or one pipeline: Redis answers nobody else while it works
 * on a command, and a pipeline is held in memory on both sides.
 */
final class Portions {

  /** Keys of one command. */
  static final int KEYS = 5_000;

  /** Bytes of the values of one pipeline. */
  static final int BYTES = 4 << 20;

  private Portions() {}

  /** Portions of at most so many elements, in order. */
  static <T> List<List<T>> of(List<T> all, int size) {
    List<List<T>> portions = new ArrayList<>();
    for (int start = 0; start < all.size(); start += size) {
      portions.add(all.subList(start, Math.min(start + size, all.size())));
    }
    return portions;
  }

  /** Portions of at most {@link #KEYS} entries and {@link #BYTES} bytes, or of one larger entry. */
  static List<List<Fill>> of(List<Fill> fills) {
    List<List<Fill>> portions = new ArrayList<>();
    int start = 0;
    long bytes = 0;
    for (int i = 0; i < fills.size(); i++) {
      byte[] payload = fills.get(i).payload();
      int size = payload == null ? 0 : payload.length;
      if (i > start && (i - start == KEYS || bytes + size > BYTES)) {
        portions.add(fills.subList(start, i));
        start = i;
        bytes = 0;
      }
      bytes += size;
    }
    if (start < fills.size()) {
      portions.add(fills.subList(start, fills.size()));
    }
    return portions;
  }
}
