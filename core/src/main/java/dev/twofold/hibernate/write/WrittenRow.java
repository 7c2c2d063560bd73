package dev.twofold.hibernate.write;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.RowChange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row that Hibernate has written.
 *
 * @param changed the attributes whose values may differ; those of neither {@code before} nor {@code
 *     after} may too
 */
record WrittenRow(
    Kind kind,
    Class<?> entity,
    Object id,
    RowValues before,
    RowValues after,
    Set<String> changed,
    @Nullable Object tenant)
    implements RowChange {

  WrittenRow {
    requireNonNull(id, "id");
    changed = Set.copyOf(changed);
  }

  @Override
  public boolean changed(String attribute) {
    return kind != Kind.UPDATE
        || changed.contains(attribute)
        || !before.has(attribute)
        || !after.has(attribute);
  }

  @Override
  public State before(String attribute) {
    return kind == Kind.INSERT ? new Known(null) : before.state(attribute);
  }

  @Override
  public State after(String attribute) {
    return kind == Kind.DELETE ? new Known(null) : after.state(attribute);
  }

  /** Whether it is known that no column has another value. */
  boolean isSameAsBefore() {
    return kind == Kind.UPDATE && before.isComplete() && changed.isEmpty();
  }
}
