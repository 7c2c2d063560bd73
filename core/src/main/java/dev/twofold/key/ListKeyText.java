package dev.twofold.key;

import java.util.List;

/** A list as {@code [first,second]}. */
final class ListKeyText implements KeyText<List<?>> {

  private final NullableKeyText elements;

  ListKeyText(KeyText<?> elements) {
    this.elements = new NullableKeyText(elements);
  }

  @Override
  public void append(List<?> values, StringBuilder text) {
    text.append('[');
    String separator = "";
    for (Object value : values) {
      text.append(separator);
      elements.append(value, text);
      separator = ",";
    }
    text.append(']');
  }
}
