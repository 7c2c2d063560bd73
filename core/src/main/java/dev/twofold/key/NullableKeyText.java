package dev.twofold.key;

import org.jspecify.annotations.Nullable;

/** A value inside a record or a list, where null is {@code ~}. */
final class NullableKeyText {

  private final KeyText<Object> present;

  @SuppressWarnings("unchecked") // the factory pairs it with values of its type
  NullableKeyText(KeyText<?> present) {
    this.present = (KeyText<Object>) present;
  }

  void append(@Nullable Object value, StringBuilder text) {
    if (value == null) {
      text.append('~');
    } else {
      present.append(value, text);
    }
  }
}
