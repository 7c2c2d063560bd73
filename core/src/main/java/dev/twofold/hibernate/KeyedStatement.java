package dev.twofold.hibernate;

import java.util.Collection;
import org.hibernate.type.descriptor.WrapperOptions;

/**
 * A statement that is prepared for keys of one kind. Thread-safe.
 *
 * @param <Q> type of what it asks for: a key, or where a page starts
 */
interface KeyedStatement<Q> {

  /** What it is made of. */
  KeyedQuery query();

  /**
   * The text for these.
   *
   * @throws IllegalArgumentException if they are more than one statement may take
   */
  StatementText text(Collection<? extends Q> keys);

  /** The values for these, for the parameters of the text. */
  StatementText.Values values(Collection<? extends Q> keys, WrapperOptions options);
}
