package dev.twofold.checker.node;

import dev.twofold.checker.history.Cell;
import dev.twofold.checker.history.CellKind;
import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.State;
import dev.twofold.checker.model.Family;
import dev.twofold.checker.model.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.SharedSessionContract;

/**
 * What one transaction writes: it locks cells in the ledger, in their order, and gives each the
 * next version. Used by one thread.
 */
final class Writing {

  private final SharedSessionContract session;
  private final long transaction;
  private final List<String> how = new ArrayList<>();
  private final Map<Cell, State> before = new TreeMap<>();
  private final Map<Cell, State> after = new TreeMap<>();

  Writing(SharedSessionContract session, long transaction) {
    this.session = session;
    this.transaction = transaction;
  }

  /** What kind of transaction it is. */
  String how() {
    return String.join(", ", how);
  }

  /** Says something about the kind of transaction. */
  void note(String what) {
    how.add(what);
  }

  /** What the rows say who wrote them. */
  long transaction() {
    return transaction;
  }

  /** Locks cells of one kind; those locked before must have been of kinds before it. */
  void lock(CellKind kind, Collection<Long> ids) {
    List<Cell> cells = ids.stream().map(id -> new Cell(kind, id)).toList();
    if (!cells.isEmpty()) {
      before.putAll(session.doReturningWork(connection -> Ledger.lock(connection, cells)));
    }
  }

  /** What a locked cell is now. */
  State now(CellKind kind, long id) {
    Cell cell = new Cell(kind, id);
    return after.getOrDefault(cell, before.get(cell));
  }

  boolean isThere(CellKind kind, long id) {
    return now(kind, id).content() != State.ABSENT;
  }

  /** Gives a locked cell a content and, the first time, the next version, which it answers. */
  long set(CellKind kind, long id, long content) {
    Cell cell = new Cell(kind, id);
    State next = new State(before.get(cell).version() + 1, content);
    after.put(cell, next);
    return next.version();
  }

  /** Writes the rows of those that are there with a statement that names no entity. */
  void bulk(Family family, boolean children, boolean hql, Collection<Long> ids) {
    CellKind kind = children ? family.child() : family.parent();
    lock(kind, ids);
    List<Long> there = ids.stream().filter(id -> isThere(kind, id)).toList();
    if (there.isEmpty()) {
      return;
    }
    there.forEach(id -> set(kind, id, transaction));
    note(hql ? "bulk HQL" : "native SQL");
    String name = children ? family.childName() : family.parentName();
    String table = children ? family.childTable() : family.parentTable();
    String change = " set version = version + 1, writer = :writer where id in :ids";
    (hql
            ? session.createMutationQuery("update " + name + change)
            : session.createNativeMutationQuery("update " + table + change))
        .setParameter("writer", transaction)
        .setParameterList("ids", there)
        .executeUpdate();
  }

  /** What is written, cell by cell. */
  List<Change> changes() {
    return after.entrySet().stream()
        .map(each -> new Change(each.getKey(), each.getValue()))
        .toList();
  }

  /** What is written; nothing else is. */
  Map<Cell, State> after() {
    return after;
  }

  /** The ids of what is written of a kind. */
  List<Long> written(CellKind kind) {
    return after.keySet().stream()
        .filter(cell -> cell.kind() == kind)
        .map(Cell::id)
        .collect(Collectors.toList());
  }

  /** Writes the ledger. Everything else must be written. */
  void close() {
    List<Change> changes = changes();
    session.doWork(
        connection -> {
          Ledger.update(connection, changes);
          Ledger.sign(connection, transaction);
        });
  }
}
