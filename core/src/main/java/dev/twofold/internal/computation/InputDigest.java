package dev.twofold.internal.computation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of parts, each after its length: no two sequences of parts are the same bytes. */
final class InputDigest {

  private final MessageDigest sha256;

  InputDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(String part) {
    add(part.getBytes(UTF_8));
  }

  void add(byte[] part) {
    number(part.length);
    sha256.update(part);
  }

  /** Adds that there is nothing, which no part is. */
  void addAbsence() {
    number(-1);
  }

  /** Adds how many parts follow. */
  void number(int count) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
  }

  /** The digest of all parts so far; nothing can be added any more. */
  String toText() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
