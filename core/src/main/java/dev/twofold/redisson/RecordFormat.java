package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.Token;
import java.nio.BufferUnderflowException;
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

  /** The bytes of the generations of a region and of a loader. */
  private static final int GENERATIONS = 2 * Tokens.LENGTH;

  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Entry(
      byte kind,
      Token token,
      byte[] generations,
      long expiry,
      Set<String> tags,
      ByteBuffer payload) {}

  private RecordFormat() {}

  /**
   * What a script answered about an entry, which it has compared with the control record.
   *
   * @param time of the server in milliseconds
   */
  static Lookup lookup(TierKey key, byte[] stored, long time) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    try {
      if (stored.length > 1 && stored[0] == LEASE && stored[1] == VERSION) {
        return new Lookup.Awaited(new Lease(key, Tokens.read(bytes.position(2))));
      }
      Entry entry = entry(key, bytes);
      return entry == null ? new Lookup.Unknown(true) : lookup(key, entry, time);
    } catch (BufferUnderflowException e) {
      return new Lookup.Unknown(true); // cut short
    }
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
    try {
      Entry entry = entry(key, ByteBuffer.wrap(stored));
      return entry != null
              && entry.tags().isEmpty()
              && entry.expiry() > time
              && Arrays.equals(entry.generations(), generations)
          ? lookup(key, entry, time)
          : null;
    } catch (BufferUnderflowException e) {
      return null; // cut short
    }
  }

  private static Lookup lookup(TierKey key, Entry entry, long time) {
    Duration remaining = Duration.ofMillis(Math.max(0, entry.expiry() - time));
    if (entry.kind() == KNOWN_ABSENT) {
      return new Lookup.KnownAbsent(remaining);
    }
    byte[] payload = new byte[entry.payload().remaining()];
    entry.payload().get(payload);
    return new Lookup.Hit(payload, new Lease(key, entry.token()), remaining, entry.tags());
  }

  /** Null: no entry of this shape. */
  private static @Nullable Entry entry(TierKey key, ByteBuffer bytes) {
    byte kind = bytes.get();
    if ((kind != VALUE && kind != KNOWN_ABSENT)
        || bytes.get() != VERSION
        || bytes.getShort() != NO_FLAGS
        || bytes.getLong() != key.group().fingerprint()) {
      return null;
    }
    Token token = Tokens.read(bytes);
    byte[] generations = bytes(bytes, GENERATIONS);
    long expiry = bytes.getLong();
    Set<String> tags = new HashSet<>();
    for (int left = Short.toUnsignedInt(bytes.getShort()); left > 0; left--) {
      tags.add(new String(bytes(bytes, Short.toUnsignedInt(bytes.getShort())), UTF_8));
      bytes(bytes, Tokens.LENGTH);
    }
    return kind == KNOWN_ABSENT && bytes.hasRemaining()
        ? null
        : new Entry(kind, token, generations, expiry, tags, bytes);
  }

  private static byte[] bytes(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}
