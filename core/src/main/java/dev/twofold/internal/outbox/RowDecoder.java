package dev.twofold.internal.outbox;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what {@link RowWriter} has written. */
final class RowDecoder {

  private static final int LONGEST_NUMBER = 63;

  private final ByteBuffer bytes;
  private final List<Region> regions = new ArrayList<>();

  private RowDecoder(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the content of a row.
   *
   * @throws IllegalArgumentException if it is none, saying where that shows
   */
  static Invalidation read(byte[] content) {
    RowDecoder reader = new RowDecoder(ByteBuffer.wrap(content));
    try {
      return reader.read();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "ends too early, after %d bytes".formatted(content.length), e);
    }
  }

  private Invalidation read() {
    for (int left = length(); left > 0; left--) {
      regions.add(region());
    }
    Set<StaleKey> keys = new HashSet<>();
    for (int left = length(); left > 0; left--) {
      String loader = text();
      Region region = knownRegion();
      for (int ids = length(); ids > 0; ids--) {
        keys.add(new StaleKey(loader, text(), region));
      }
    }
    Set<StaleLoader> loaders = new HashSet<>();
    for (int left = length(); left > 0; left--) {
      loaders.add(new StaleLoader(text(), knownRegion()));
    }
    Invalidation stale = new Invalidation(keys, loaders, texts(), texts());
    if (bytes.hasRemaining()) {
      throw malformed("more than was expected");
    }
    return stale;
  }

  private Region region() {
    String name = text();
    Consistency consistency = number() == 0 ? Consistency.AVAILABLE : Consistency.STRICT;
    return new Region(name, consistency, Duration.ofMillis(number()));
  }

  private Region knownRegion() {
    long index = number();
    if (index >= regions.size()) {
      throw malformed("region %d of %d".formatted(index, regions.size()));
    }
    return regions.get((int) index);
  }

  private Set<String> texts() {
    Set<String> texts = new HashSet<>();
    for (int left = length(); left > 0; left--) {
      texts.add(text());
    }
    return texts;
  }

  private String text() {
    int length = length();
    int start = bytes.position();
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(start, length)).toString();
      bytes.position(start + length);
      return text;
    } catch (CharacterCodingException e) {
      throw malformed("a text that is not UTF-8");
    }
  }

  /** Nothing that is counted is smaller than a byte. */
  private int length() {
    long length = number();
    if (length > bytes.remaining()) {
      throw malformed("%d of something in %d bytes".formatted(length, bytes.remaining()));
    }
    return (int) length;
  }

  private long number() {
    long number = 0;
    for (int shift = 0; shift < LONGEST_NUMBER; shift += 7) {
      byte next = bytes.get();
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw malformed("a number that is too large");
  }

  private IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException(
        "has %s at byte %d of %d".formatted(what, bytes.position(), bytes.limit()));
  }
}
