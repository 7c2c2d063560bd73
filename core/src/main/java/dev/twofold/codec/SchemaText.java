package dev.twofold.codec;

import java.util.IdentityHashMap;

/**
 * A schema while it is being written. A record or sealed type is described where it first appears,
 * under a number, and named by that number from then on: so recursive types end.
 */
final class SchemaText {

  private final StringBuilder text = new StringBuilder();
  private final IdentityHashMap<Encoding<?>, Integer> numbers = new IdentityHashMap<>();

  SchemaText append(String more) {
    text.append(more);
    return this;
  }

  SchemaText append(Encoding<?> encoding) {
    encoding.describe(this);
    return this;
  }

  /**
   * Starts the description of a type, or refers to it.
   *
   * @return whether this is the first appearance, so that the description has to follow
   */
  boolean begin(Encoding<?> encoding, String name) {
    Integer known = numbers.putIfAbsent(encoding, numbers.size() + 1);
    if (known != null) {
      text.append('#').append(known);
      return false;
    }
    text.append('#').append(numbers.size()).append(' ').append(name);
    return true;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
