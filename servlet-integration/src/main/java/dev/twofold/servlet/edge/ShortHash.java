package dev.twofold.servlet.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The first bytes of the SHA-256 of texts, as letters, digits, dashes and underscores. */
final class ShortHash {

  private ShortHash() {}

  /**
   * The hash of some texts, each after its length: none can imitate the end of another.
   *
   * @param bytes how many, of which three make four characters
   */
  static String of(int bytes, Iterable<String> texts) {
    MessageDigest all = sha256();
    for (String text : texts) {
      byte[] part = text.getBytes(UTF_8);
      all.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
      all.update(part);
    }
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(all.digest(), bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
