package dev.twofold.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A schema in 64 bits: the same for equal schemas, different for different ones as far as anyone
 * will see.
 *
 * @param value the first eight bytes of the SHA-256 of the schema
 */
public record Fingerprint(long value) {

  private static final int DIGITS = 13;

  /** The fingerprint of a schema. */
  public static Fingerprint of(String schema) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(schema.getBytes(UTF_8));
      return new Fingerprint(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The fingerprint as part of a key: 13 characters, {@code 0-9} and {@code a-v}. */
  @Override
  public String toString() {
    String digits = Long.toUnsignedString(value, 32);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }
}
