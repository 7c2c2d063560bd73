package dev.twofold.key;

/**
 * How the keys of one type, or parts of keys, are written. What it appends is unambiguous next to
 * {@code , ( ) [ ] ~}, and never contains {@code #}.
 *
 * @param <T> the type of what is written
 */
interface KeyText<T> {

  /** Appends the text of a value that is not null. */
  void append(T value, StringBuilder text);

  /** The text of a value that is not null. */
  default String textOf(T value) {
    StringBuilder text = new StringBuilder();
    append(value, text);
    return text.toString();
  }
}
