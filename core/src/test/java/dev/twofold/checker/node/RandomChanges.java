package dev.twofold.checker.node;

import dev.twofold.checker.model.Family;
import dev.twofold.checker.model.Scale;
import java.sql.Connection;
import java.sql.Savepoint;
import org.hibernate.Session;

/** Decides what a transaction writes. Used by one thread. */
final class RandomChanges {

  private static final int MOST_CHILDREN = 3;
  private static final int MOST_PARENTS = 2;
  private static final double VAULTS = 0.35;
  private static final double SAVEPOINT = 0.08;
  private static final double PARENTS = 0.3;
  private static final double BOTH = 0.4;

  /** Rare, because nothing of a table stays in a cache after it. */
  private static final double BULK = 0.01;

  private final Worker worker;
  private final Rows rows;
  private final Writing writing;

  RandomChanges(Worker worker, Rows rows, Writing writing) {
    this.worker = worker;
    this.rows = rows;
    this.writing = writing;
  }

  void make() {
    Family family = worker.chance(VAULTS) ? Family.VAULTS : Family.SHOPS;
    make(family, writing);
    if (family == Family.SHOPS
        && worker.chance(SAVEPOINT)
        && rows instanceof Rows.Managed managed) {
      undone(managed.session());
    }
  }

  private void make(Family family, Writing target) {
    Scale scale = worker.node().scale();
    if (worker.chance(BULK)) {
      boolean children = worker.chance(0.5);
      int limit = children ? scale.children() : scale.parents();
      target.bulk(family, children, worker.chance(0.5), worker.someIds(limit, MOST_CHILDREN));
      return;
    }
    EntityChanges changes = new EntityChanges(family, rows, target, scale, worker.random());
    boolean parents = worker.chance(PARENTS);
    if (parents) {
      changes.updateParents(worker.someIds(scale.parents(), MOST_PARENTS));
    }
    if (!parents || worker.chance(BOTH)) {
      changes.changeChildren(worker.someIds(scale.children(), MOST_CHILDREN));
    }
  }

  /** Writes more, and takes that back alone. Its cells come after all that are locked. */
  private void undone(Session session) {
    session.flush();
    Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
    make(Family.VAULTS, new Writing(session, writing.transaction()));
    session.flush();
    session.clear();
    session.doWork(connection -> connection.rollback(savepoint));
  }
}
