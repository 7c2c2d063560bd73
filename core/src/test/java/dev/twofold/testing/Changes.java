package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.TableChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes made by hand. Attributes are named by their paths; those that are not named are null, or
 * unknown where a whole side is not known.
 */
public final class Changes {

  private Changes() {}

  /** A new row. */
  public static RowChange insert(Class<?> entity, Object id, Map<String, ?> after) {
    return new Row(RowChange.Kind.INSERT, entity, id, Map.of(), after);
  }

  /**
   * A row with other values.
   *
   * @param before null: not known
   * @param after null: not known
   */
  public static RowChange update(
      Class<?> entity, Object id, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
    return new Row(RowChange.Kind.UPDATE, entity, id, before, after);
  }

  /**
   * A row that is gone.
   *
   * @param before null: not known
   */
  public static RowChange delete(Class<?> entity, Object id, @Nullable Map<String, ?> before) {
    return new Row(RowChange.Kind.DELETE, entity, id, before, Map.of());
  }

  /** A collection of a row. */
  public static CollectionChange collection(
      Class<?> owner, String attribute, Object ownerId, @Nullable Set<Object> elements) {
    return new CollectionChange(owner, attribute, ownerId, elements, null);
  }

  /** A statement that writes to some tables. */
  public static TableChange tables(String... tables) {
    return new TableChange(Set.of(tables), false, null);
  }

  /** A statement of which nothing is known. */
  public static TableChange everything() {
    return new TableChange(Set.of(), true, null);
  }

  /** The values that a row has at one time: names and values by turns. */
  public static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return values;
  }

  private record Row(
      Kind kind,
      Class<?> entity,
      Object id,
      @Nullable Map<String, ?> befores,
      @Nullable Map<String, ?> afters)
      implements RowChange {

    @Override
    public boolean changed(String attribute) {
      return befores == null
          || afters == null
          || !Objects.equals(befores.get(attribute), afters.get(attribute));
    }

    @Override
    public State before(String attribute) {
      return befores == null ? new Unknown() : new Known(befores.get(attribute));
    }

    @Override
    public State after(String attribute) {
      return afters == null ? new Unknown() : new Known(afters.get(attribute));
    }

    @Override
    public @Nullable Object tenant() {
      return null;
    }
  }
}
