package dev.twofold.internal.invalidation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A pattern of texts of keys. It has the wildcards of Redis but for classes of characters, and
 * finds the same. Thread-safe.
 */
final class KeyPattern {

  private static final int LONGEST = 256;
  private static final char ANY = '*';
  private static final char ONE = '?';
  private static final char ESCAPE = '\\';

  /** No code points. */
  private static final int ANY_PART = -1;

  private static final int ONE_PART = -2;

  private final int[] parts;

  private KeyPattern(int[] parts) {
    this.parts = parts;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  static KeyPattern of(String text) {
    requireNonNull(text, "pattern");
    if (text.isEmpty() || text.length() > LONGEST) {
      throw refused(
          text, "it has %d characters; allowed: 1 to %d".formatted(text.length(), LONGEST));
    }
    if (text.chars().allMatch(c -> c == ANY)) {
      throw refused(text, "it matches every key; clear the loader, which is one trip");
    }
    int[] codePoints = text.codePoints().toArray();
    int[] parts = new int[codePoints.length];
    int length = 0;
    for (int i = 0; i < codePoints.length; i++) {
      int each = codePoints[i];
      if (each == ESCAPE && i == codePoints.length - 1) {
        throw refused(text, "a backslash ends it; write two for a backslash");
      }
      if (each == '[') {
        throw refused(
            text, "classes of characters are not known; write \\[ for a bracket, or ? for any one");
      }
      parts[length++] =
          switch (each) {
            case ANY -> ANY_PART;
            case ONE -> ONE_PART;
            case ESCAPE -> codePoints[++i];
            default -> each;
          };
    }
    return new KeyPattern(Arrays.copyOf(parts, length));
  }

  private static IllegalArgumentException refused(String text, String why) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return new IllegalArgumentException("'%s' is no pattern of keys: %s".formatted(shown, why));
  }

  /** Whether a text matches as a whole. */
  boolean matches(String text) {
    int[] codePoints = text.codePoints().toArray();
    int part = 0;
    int at = 0;
    int lastAny = -1;
    int resumed = 0;
    while (at < codePoints.length) {
      if (part < parts.length && parts[part] == ANY_PART) {
        lastAny = part++;
        resumed = at;
      } else if (part < parts.length
          && (parts[part] == ONE_PART || parts[part] == codePoints[at])) {
        part++;
        at++;
      } else if (lastAny >= 0) {
        // The last star takes one more; those before it need not, since it takes whatever is left.
        part = lastAny + 1;
        at = ++resumed;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == ANY_PART) {
      part++;
    }
    return part == parts.length;
  }

  /** The same, or somewhat wider, for a tier: there a question mark may be one byte. */
  String forTier() {
    StringBuilder pattern = new StringBuilder();
    for (int part : parts) {
      if (part == ANY_PART) {
        pattern.append(ANY);
      } else if (part == ONE_PART) {
        pattern.append(ONE).append(ANY);
      } else {
        quote(part, pattern);
      }
    }
    return pattern.toString();
  }

  /** A text as a pattern that it alone matches. */
  static String quoted(String text) {
    StringBuilder pattern = new StringBuilder();
    text.codePoints().forEach(each -> quote(each, pattern));
    return pattern.toString();
  }

  private static void quote(int codePoint, StringBuilder pattern) {
    if ("*?[]\\^-".indexOf(codePoint) >= 0) {
      pattern.append(ESCAPE);
    }
    pattern.appendCodePoint(codePoint);
  }
}
