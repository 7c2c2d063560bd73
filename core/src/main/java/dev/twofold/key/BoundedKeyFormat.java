package dev.twofold.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.lang.reflect.Type;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Cuts texts that are too long for a key and tells them apart by their digest. */
final class BoundedKeyFormat<K> implements KeyFormat<K> {

  static final int LONGEST_TEXT = 200;
  private static final int KEPT_OF_LONGER = 64;

  /** No shorter text contains it: it is escaped everywhere. */
  private static final char DIGEST_FOLLOWS = '#';

  private final KeyText<K> text;

  private BoundedKeyFormat(KeyText<K> text) {
    this.text = text;
  }

  @SuppressWarnings("unchecked") // the caller vouches for the type
  static <K> KeyFormat<K> of(Type type) {
    return new BoundedKeyFormat<>(
        (KeyText<K>) new KeyTextFactory().create(requireNonNull(type, "type")));
  }

  @Override
  public String toText(K key) {
    String whole = text.textOf(requireNonNull(key, "key"));
    return whole.length() <= LONGEST_TEXT ? whole : cut(whole);
  }

  private static String cut(String whole) {
    int end = KEPT_OF_LONGER;
    if (Character.isHighSurrogate(whole.charAt(end - 1))) {
      end--;
    }
    return whole.substring(0, end) + DIGEST_FOLLOWS + HexFormat.of().formatHex(sha256(whole));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
