package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries that stand in Redis; {@code entry_record.lua} describes and writes them. Bytes
 * may come from anybody: whatever no script wrote for this shape of value is undecodable, never an
 * error. Thread-safe.
 */
final class RecordFormat {

  private static final byte VALUE = 'V';
  private static final byte KNOWN_ABSENT = 'N';
  private static final byte LEASE = 'L';
  private static final byte VERSION = 1;
  private static final short NO_FLAGS = 0;

  /** Where the parts of an entry begin. Those of a lease: kind, version, token. */
  private static final int FLAGS = 2;

  private static final int LEASE_TOKEN = 2;
  private static final int FINGERPRINT = 4;
  private static final int TOKEN = 12;
  private static final int GENERATIONS = TOKEN + Tokens.LENGTH;
  private static final int EXPIRY = GENERATIONS + 2 * Tokens.LENGTH;
  private static final int NUMBER_OF_TAGS = EXPIRY + Long.BYTES;
  private static final int TAGS = NUMBER_OF_TAGS + Short.BYTES;

  private static final int CUT_SHORT = -1;

  private RecordFormat() {}

  /**
   * What a script answered about an entry, which it has compared with the control record.
   *
   * @param time of the server in milliseconds
   */
  static Lookup lookup(TierKey key, byte[] stored, long time) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    if (isLease(stored)) {
      return new Lookup.Awaited(new Lease(key, token(bytes, LEASE_TOKEN)));
    }
    Lookup read = isEntry(key, bytes) ? read(key, bytes, time) : null;
    return read == null ? new Lookup.Unknown(true) : read;
  }

  /**
   * What an entry says that was read without a script; null if a script has to look at it.
   *
   * @param generations those of its region and its loader, read in the same trip
   */
  static @Nullable Lookup current(
      TierKey key, byte @Nullable [] stored, byte[] generations, long time) {
    if (stored == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    return isEntry(key, bytes)
            && bytes.getShort(NUMBER_OF_TAGS) == 0
            && bytes.getLong(EXPIRY) > time
            && Arrays.equals(stored, GENERATIONS, EXPIRY, generations, 0, generations.length)
        ? read(key, bytes, time)
        : null;
  }

  private static boolean isLease(byte[] stored) {
    return stored.length >= LEASE_TOKEN + Tokens.LENGTH
        && stored[0] == LEASE
        && stored[1] == VERSION;
  }

  private static boolean isEntry(TierKey key, ByteBuffer bytes) {
    return bytes.capacity() >= TAGS
        && (bytes.get(0) == VALUE || bytes.get(0) == KNOWN_ABSENT)
        && bytes.get(1) == VERSION
        && bytes.getShort(FLAGS) == NO_FLAGS
        && bytes.getLong(FINGERPRINT) == key.group().fingerprint();
  }

  /** Null: it is cut short, or too long. */
  private static @Nullable Lookup read(TierKey key, ByteBuffer bytes, long time) {
    int numberOfTags = Short.toUnsignedInt(bytes.getShort(NUMBER_OF_TAGS));
    Set<String> tags = numberOfTags == 0 ? Set.of() : new HashSet<>();
    int payload = readTags(bytes, numberOfTags, tags);
    boolean absent = bytes.get(0) == KNOWN_ABSENT;
    if (payload == CUT_SHORT || (absent && payload < bytes.capacity())) {
      return null;
    }
    Duration remaining = Duration.ofMillis(Math.max(0, bytes.getLong(EXPIRY) - time));
    return absent
        ? new Lookup.KnownAbsent(remaining)
        : new Lookup.Hit(
            bytes(bytes, payload, bytes.capacity() - payload),
            new Lease(key, token(bytes, TOKEN)),
            remaining,
            tags);
  }

  private static byte[] bytes(ByteBuffer from, int position, int length) {
    byte[] bytes = new byte[length];
    from.get(position, bytes);
    return bytes;
  }

  /** Returns where the payload begins. */
  private static int readTags(ByteBuffer bytes, int number, Set<String> tags) {
    int position = TAGS;
    for (int i = 0; i < number; i++) {
      int start = position + Short.BYTES;
      if (start > bytes.capacity()) {
        return CUT_SHORT;
      }
      int length = Short.toUnsignedInt(bytes.getShort(position));
      position = start + length + Tokens.LENGTH;
      if (position > bytes.capacity()) {
        return CUT_SHORT;
      }
      tags.add(new String(bytes(bytes, start, length), UTF_8));
    }
    return position;
  }

  private static Token token(ByteBuffer bytes, int position) {
    return new Token(bytes.getLong(position), bytes.getLong(position + Long.BYTES));
  }
}
