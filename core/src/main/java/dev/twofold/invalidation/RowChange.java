package dev.twofold.invalidation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of a mapped entity that was inserted, updated or deleted. */
public non-sealed interface RowChange extends Change {

  /** What happened to a row. */
  enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  Kind kind();

  /** The mapped class of the row, the most special one that is known. */
  Class<?> entity();

  /** The id of the row. */
  Object id();

  /** Whether an attribute may have another value than before: true if that is not known. */
  boolean changed(String attribute);

  /** The value of an attribute before; of a to-one attribute the id that it refers to. */
  State before(String attribute);

  /** The value of an attribute after; of a to-one attribute the id that it refers to. */
  State after(String attribute);

  /**
   * The values of an attribute before and after, without null; empty if one of them is not known.
   */
  default <T> Optional<Set<T>> values(String attribute, Class<T> type) {
    Set<T> values = new HashSet<>();
    for (State state : List.of(before(attribute), after(attribute))) {
      if (!(state instanceof Known known)) {
        return Optional.empty();
      }
      if (known.value() != null) {
        values.add(type.cast(known.value()));
      }
    }
    return Optional.of(values);
  }

  /** A value of an attribute that may not be known. */
  sealed interface State {}

  /**
   * A value that is known.
   *
   * @param value null where the attribute is null or the row did not or does not exist
   */
  record Known(@Nullable Object value) implements State {}

  /** A value that is not known, as the old state of a row that a stateless session has updated. */
  record Unknown() implements State {}
}
