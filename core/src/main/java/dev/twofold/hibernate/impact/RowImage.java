package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.RowChange.State;
import dev.twofold.invalidation.RowChange.Unknown;

/** What is known of a row at one time. */
public interface RowImage {

  Object id();

  /** The value of an attribute; of a to-one attribute the id that it refers to. */
  State value(String attribute);

  /** A row before a change. */
  static RowImage before(RowChange change) {
    return new OfChange(change, false);
  }

  /** A row after a change. */
  static RowImage after(RowChange change) {
    return new OfChange(change, true);
  }

  /** A row of which nothing is known but its id. */
  static RowImage identified(Object id) {
    return new Identified(id);
  }

  /** One side of a change. */
  record OfChange(RowChange change, boolean isAfter) implements RowImage {

    @Override
    public Object id() {
      return change.id();
    }

    @Override
    public State value(String attribute) {
      return isAfter ? change.after(attribute) : change.before(attribute);
    }
  }

  /** An id. */
  record Identified(Object id) implements RowImage {

    @Override
    public State value(String attribute) {
      return new Unknown();
    }
  }
}
