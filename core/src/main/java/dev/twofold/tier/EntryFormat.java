package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry in a tier that keeps bytes: a header of 12 bytes, then the payload.
 *
 * <table>
 *   <caption>The header</caption>
 *   <tr><th>offset</th><th>bytes</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>1</td><td>kind: {@code V} a value, {@code N} known absent, {@code L} a lease</td></tr>
 *   <tr><td>1</td><td>1</td><td>version of this format</td></tr>
 *   <tr><td>2</td><td>2</td><td>flags; none is defined, all are zero</td></tr>
 *   <tr><td>4</td><td>8</td><td>fingerprint of the shape of the value, big-endian</td></tr>
 * </table>
 *
 * <p>A lease is the right to fill an entry, kept in its place until the entry is filled. This
 * version writes none and reads every lease as a miss, so that it can share a tier with versions
 * that do.
 *
 * <p>Thread-safe.
 */
public final class EntryFormat {

  private static final byte VALUE = 'V';
  private static final byte KNOWN_ABSENT = 'N';
  private static final byte LEASE = 'L';

  private static final byte VERSION = 1;
  private static final short NO_FLAGS = 0;
  private static final int HEADER_LENGTH = Byte.BYTES + Byte.BYTES + Short.BYTES + Long.BYTES;

  private EntryFormat() {}

  /**
   * The bytes to store under a key.
   *
   * @param payload the encoded value, copied; null: the database has none
   */
  public static byte[] encode(TierKey key, byte @Nullable [] payload) {
    int payloadLength = payload == null ? 0 : payload.length;
    ByteBuffer stored = ByteBuffer.allocate(Math.addExact(HEADER_LENGTH, payloadLength));
    stored.put(payload == null ? KNOWN_ABSENT : VALUE).put(VERSION).putShort(NO_FLAGS);
    stored.putLong(key.fingerprint());
    if (payload != null) {
      stored.put(payload);
    }
    return stored.array();
  }

  /**
   * What stored bytes say about a key. Bytes may come from anybody: whatever this version did not
   * write for this shape of value is {@linkplain Lookup#undecodable() undecodable}, never an error.
   *
   * @param stored the bytes under the key, left as they are; null: there are none
   */
  public static Lookup decode(TierKey key, byte @Nullable [] stored) {
    requireNonNull(key, "key");
    if (stored == null) {
      return Lookup.miss();
    }
    if (stored.length > 0 && stored[0] == LEASE) {
      return Lookup.miss();
    }
    if (stored.length < HEADER_LENGTH) {
      return Lookup.undecodable();
    }
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    byte kind = bytes.get();
    if (bytes.get() != VERSION
        || bytes.getShort() != NO_FLAGS
        || bytes.getLong() != key.fingerprint()) {
      return Lookup.undecodable();
    }
    return decode(kind, bytes);
  }

  private static Lookup decode(byte kind, ByteBuffer rest) {
    if (kind == VALUE) {
      byte[] payload = new byte[rest.remaining()];
      rest.get(payload);
      return Lookup.hit(payload);
    }
    return kind == KNOWN_ABSENT && !rest.hasRemaining()
        ? Lookup.knownAbsent()
        : Lookup.undecodable();
  }
}
