package dev.twofold.internal.outbox;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Region;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what became stale as bytes. Format 1, where a number has 7 bits per byte, lowest first,
 * and a text is the number of its bytes and these in UTF-8; each list begins with its length:
 *
 * <ul>
 *   <li>regions: name, 1 if strict or 0, hold-off in milliseconds
 *   <li>loaders with stale keys: name, number of the region in the list above, list of keys
 *   <li>loaders that are stale as a whole: name, number of the region
 *   <li>regions that are, and tags: names
 * </ul>
 */
final class RowWriter {

  /** A reader knows formats up to this one. */
  static final int FORMAT = 1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  private record KeyedLoader(String loader, Region region) {}

  private RowWriter() {}

  static byte[] write(Invalidation stale) {
    Map<KeyedLoader, List<String>> keys = new LinkedHashMap<>();
    Map<Region, Integer> regions = new LinkedHashMap<>();
    for (StaleKey key : stale.keys()) {
      regions.putIfAbsent(key.region(), regions.size());
      keys.computeIfAbsent(new KeyedLoader(key.loader(), key.region()), absent -> new ArrayList<>())
          .add(key.id());
    }
    for (StaleLoader loader : stale.loaders()) {
      regions.putIfAbsent(loader.region(), regions.size());
    }
    RowWriter writer = new RowWriter();
    writer.regions(regions.keySet());
    writer.keys(keys, regions);
    writer.number(stale.loaders().size());
    for (StaleLoader loader : stale.loaders()) {
      writer.text(loader.loader());
      writer.number(requireNonNull(regions.get(loader.region())));
    }
    writer.texts(stale.regions());
    writer.texts(stale.tags());
    return writer.bytes.toByteArray();
  }

  private void regions(Collection<Region> regions) {
    number(regions.size());
    for (Region region : regions) {
      text(region.name());
      number(region.isStrict() ? 1 : 0);
      number(region.holdOff().toMillis());
    }
  }

  private void keys(Map<KeyedLoader, List<String>> keys, Map<Region, Integer> regions) {
    number(keys.size());
    keys.forEach(
        (loader, ids) -> {
          text(loader.loader());
          number(requireNonNull(regions.get(loader.region())));
          texts(ids);
        });
  }

  private void texts(Collection<String> texts) {
    number(texts.size());
    texts.forEach(this::text);
  }

  private void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    bytes.writeBytes(encoded);
  }

  private void number(long number) {
    long left = number;
    while (left > 0x7F) {
      bytes.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }
}
