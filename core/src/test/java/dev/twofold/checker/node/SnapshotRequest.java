package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.checker.history.Occasion;
import dev.twofold.checker.history.View;
import java.sql.Connection;
import java.util.Set;
import org.hibernate.Session;

/**
 * Reads through a transaction of its own whose snapshot is older than the reads. What it sees may
 * be as old as the snapshot; nobody else may see that.
 */
final class SnapshotRequest implements Request {

  private final Request meanwhile = new ReadRequest();

  @Override
  public void run(Worker worker) {
    View view = worker.anyView();
    Set<Long> ids = worker.someIds(view);
    try (Session session = worker.node().sessions().openSession()) {
      session.doWork(
          connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
      session.beginTransaction();
      long start = System.nanoTime();
      session.createNativeQuery("select 1", Integer.class).getSingleResult();
      meanwhile.run(worker);
      meanwhile.run(worker);
      worker.node().with(session, () -> readInside(worker, view, ids, start));
      session.getTransaction().rollback();
    } catch (RuntimeException e) {
      worker.trouble("snapshot", e);
    }
  }

  private static void readInside(Worker worker, View view, Set<Long> ids, long start) {
    try (LoadScope scope = worker.node().twofold().open()) {
      worker.reader(scope, start, Occasion.SNAPSHOT).read(view, ids);
    }
  }
}
