package dev.twofold.bench.tier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is kept: 100 bytes under each key, which are the same in every run.
 *
 * @param ids the keys
 * @param payloads the values, in the same order
 */
record Entries(List<String> ids, List<byte[]> payloads) {

  private static final int BYTES = 100;

  static Entries of(int count) {
    Random random = new Random(1);
    List<String> ids = new ArrayList<>(count);
    List<byte[]> payloads = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[BYTES];
      random.nextBytes(payload);
      ids.add(Integer.toString(1_000_000 + i));
      payloads.add(payload);
    }
    return new Entries(ids, payloads);
  }

  /** Names as those of the tier look, for raw commands. */
  List<String> names() {
    return ids.stream().map(id -> "app:UserLoader:0123456789abc:" + id).toList();
  }

  byte[][] nameBytes() {
    return names().stream()
        .map(name -> name.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }
}
