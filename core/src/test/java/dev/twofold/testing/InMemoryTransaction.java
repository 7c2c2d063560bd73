package dev.twofold.testing;

import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.TableChange;
import dev.twofold.invalidation.WriteTransaction;
import dev.twofold.testing.InMemoryTables.Join;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on an {@link InMemoryDatabase}, which tells the engine what a real one would. It is
 * not isolated: what it writes is there at once, and gone again after a rollback. Used by one
 * thread.
 */
public final class InMemoryTransaction {

  private final InMemoryTables tables;
  private final WriteTransaction engine;
  private final @Nullable Object tenant;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  InMemoryTransaction(InMemoryTables tables, WriteTransaction engine, @Nullable Object tenant) {
    this.tables = tables;
    this.engine = engine;
    this.tenant = tenant;
  }

  /** Inserts or updates a row; an update that changes nothing is told all the same. */
  public InMemoryTransaction put(Class<?> entity, Object id, Record row) {
    Map<Object, Record> rows = tables.rows(entity);
    Record before = rows.put(id, row);
    undo.push(() -> restore(rows, id, before));
    RowChange.Kind kind = before == null ? RowChange.Kind.INSERT : RowChange.Kind.UPDATE;
    engine.changed(new Written(kind, entity, id, before, row, tenant));
    return this;
  }

  /** Deletes a row. */
  public InMemoryTransaction delete(Class<?> entity, Object id) {
    Map<Object, Record> rows = tables.rows(entity);
    Record before = rows.remove(id);
    undo.push(() -> restore(rows, id, before));
    engine.changed(new Written(RowChange.Kind.DELETE, entity, id, before, null, tenant));
    return this;
  }

  private static void restore(Map<Object, Record> rows, Object id, @Nullable Record before) {
    if (before == null) {
      rows.remove(id);
    } else {
      rows.put(id, before);
    }
  }

  /** Adds a row to the join table of a collection. */
  public InMemoryTransaction link(
      Class<?> ownerEntity, String attribute, Object ownerId, Object targetId) {
    Join join = new Join(ownerId, targetId);
    tables.joins(ownerEntity, attribute).add(join);
    undo.push(() -> tables.joins(ownerEntity, attribute).remove(join));
    engine.changed(new CollectionChange(ownerEntity, attribute, ownerId, Set.of(targetId), tenant));
    return this;
  }

  /** Executes a statement that may have written any row of some tables. */
  public InMemoryTransaction statement(String... tables) {
    engine.changed(new TableChange(Set.of(tables), false, tenant));
    return this;
  }

  /** Executes a statement of which nobody knows what it writes. */
  public InMemoryTransaction statement() {
    engine.changed(new TableChange(Set.of(), true, tenant));
    return this;
  }

  /** Commits; rolls back where the engine refuses. */
  public void commit() {
    announce();
    engine.committed();
  }

  /** Gets as far as the commit, whose outcome is never told. */
  public void announce() {
    try {
      engine.beforeCommit();
    } catch (RuntimeException e) {
      rollback();
      throw e;
    }
  }

  /** Tells the outcome of a commit that was announced. */
  public void committed() {
    engine.committed();
  }

  /** Commits, and the outcome is not known. */
  public void commitUnknown() {
    announce();
    engine.unknown();
  }

  /** Rolls back. */
  public void rollback() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
    engine.rolledBack();
  }

  private record Written(
      Kind kind,
      Class<?> entity,
      Object id,
      @Nullable Record old,
      @Nullable Record now,
      @Nullable Object tenant)
      implements RowChange {

    @Override
    public boolean changed(String attribute) {
      return kind != Kind.UPDATE || !Objects.equals(value(old, attribute), value(now, attribute));
    }

    @Override
    public State before(String attribute) {
      return new Known(value(old, attribute));
    }

    @Override
    public State after(String attribute) {
      return new Known(value(now, attribute));
    }

    private static @Nullable Object value(@Nullable Record row, String attribute) {
      return row == null ? null : InMemoryColumns.value(row, attribute);
    }
  }
}
