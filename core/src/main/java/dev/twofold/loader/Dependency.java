package dev.twofold.loader;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.RowChange;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a loader are computed from, so that a write makes the right keys stale.
 *
 * <pre>{@code
 * public List<Dependency<Long>> dependencies() {
 *   return List.of(
 *       Dependency.on(CommentEntity.class, change -> change.values("story", Long.class)),
 *       Dependency.onTable("votes"));
 * }
 * }</pre>
 *
 * @param <K> type of the loader's keys
 */
public final class Dependency<K> {

  private final @Nullable Class<?> entity;
  private final @Nullable String table;
  private final @Nullable Function<RowChange, Optional<? extends Collection<K>>> keys;

  private Dependency(
      @Nullable Class<?> entity,
      @Nullable String table,
      @Nullable Function<RowChange, Optional<? extends Collection<K>>> keys) {
    this.entity = entity;
    this.table = table;
    this.keys = keys;
  }

  /** Any write to rows of a mapped entity, or of one below it, makes all keys stale. */
  public static <K> Dependency<K> on(Class<?> entity) {
    return new Dependency<>(requireNonNull(entity, "entity"), null, null);
  }

  /**
   * A write to a row of a mapped entity, or of one below it, makes some keys stale.
   *
   * <p>A change of a collection comes as a change of the row that has it. Known of it are the id,
   * that no other attribute has {@linkplain RowChange#changed changed}, and as {@linkplain
   * RowChange#values values} of the collection the ids of the entities that came or went; a
   * function that asks for other attributes first makes all keys stale.
   *
   * @param keys the keys; empty where they are not known: all keys then
   */
  public static <K> Dependency<K> on(
      Class<?> entity, Function<RowChange, Optional<? extends Collection<K>>> keys) {
    return new Dependency<>(requireNonNull(entity, "entity"), null, requireNonNull(keys, "keys"));
  }

  /**
   * Any statement that Hibernate knows to write to a table of the loader's database makes all keys
   * stale.
   *
   * @param table as the mapping or the statement names it, without schema; case does not matter
   */
  public static <K> Dependency<K> onTable(String table) {
    return new Dependency<>(null, requireNonNull(table, "table"), null);
  }

  /** The mapped entity; null: a table. */
  public @Nullable Class<?> entity() {
    return entity;
  }

  /** The table; null: an entity. */
  public @Nullable String table() {
    return table;
  }

  /** The keys that a write to a row makes stale; empty: all. */
  public Optional<? extends Collection<K>> keys(RowChange change) {
    return keys == null ? Optional.empty() : keys.apply(change);
  }
}
