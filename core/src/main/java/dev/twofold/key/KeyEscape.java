package dev.twofold.key;

/**
 * Strings inside keys. Characters that mean something in a key, to a terminal or to a Redis cluster
 * ({@code {}} choose the slot) are written {@code %2C}; halves of surrogate pairs, which all become
 * one question mark in UTF-8, are written {@code %uD83D}.
 */
final class KeyEscape {

  private static final String SPECIAL = "%,()[]{}~#\"";
  private static final String HEX = "0123456789ABCDEF";
  private static final boolean[] PLAIN_ASCII = plainAscii();

  private KeyEscape() {}

  private static boolean[] plainAscii() {
    boolean[] plain = new boolean[128];
    for (char c = 0; c < plain.length; c++) {
      plain[c] = !Character.isISOControl(c) && SPECIAL.indexOf(c) < 0;
    }
    return plain;
  }

  /** The string as it stands in a key: itself, as a rule. */
  static String escape(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (!isPlain(raw.charAt(i))) {
        return escapeFrom(i, raw);
      }
    }
    return raw.isEmpty() ? "\"\"" : raw;
  }

  private static boolean isPlain(char c) {
    return c < PLAIN_ASCII.length
        ? PLAIN_ASCII[c]
        : !Character.isISOControl(c) && !Character.isSurrogate(c);
  }

  private static String escapeFrom(int start, String raw) {
    StringBuilder text = new StringBuilder(raw.length() + 16).append(raw, 0, start);
    int i = start;
    while (i < raw.length()) {
      int codePoint = raw.codePointAt(i);
      int length = Character.charCount(codePoint);
      if (length == 2 || isPlain(raw.charAt(i))) {
        text.append(raw, i, i + length);
      } else {
        escape(raw.charAt(i), text);
      }
      i += length;
    }
    return text.toString();
  }

  private static void escape(char c, StringBuilder text) {
    text.append('%');
    if (Character.isSurrogate(c)) {
      text.append('u');
      hex(c >>> 8, text);
    }
    hex(c, text);
  }

  private static void hex(int octet, StringBuilder text) {
    text.append(HEX.charAt(octet >>> 4 & 0xF)).append(HEX.charAt(octet & 0xF));
  }
}
