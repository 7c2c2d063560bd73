package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import org.jspecify.annotations.Nullable;

/**
 * How the key of an owner is made.
 *
 * @param subject the relation, for messages
 * @param shape how it is made
 */
record OwnerShape<O>(String subject, Shape shape) {

  /** The key that a row has. */
  @SuppressWarnings("unchecked") // The shape was made for this type.
  O key(@Nullable Object[] row) {
    Object key = shape.assemble(row);
    if (key == null) {
      throw new LoadException("%s: the owner of a row could not be read".formatted(subject));
    }
    return (O) key;
  }
}
