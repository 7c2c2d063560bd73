package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.checker.history.Outcome;
import dev.twofold.checker.model.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes through Hibernate, with or without a scope: entities, stateless, in bulk. Reads inside the
 * transaction what it has written, and again when it has ended.
 */
final class WriteRequest implements Request {

  private static final double IN_SCOPE = 0.8;
  private static final double STATELESS = 0.2;
  private static final double ROLLED_BACK = 0.12;
  private static final double READ_INSIDE = 0.4;
  private static final double FLUSHED = 0.5;

  @Override
  public void run(Worker worker) {
    if (!worker.chance(IN_SCOPE)) {
      write(worker, null);
      return;
    }
    try (LoadScope scope = worker.node().twofold().open()) {
      write(worker, scope);
    }
  }

  private static void write(Worker worker, @Nullable LoadScope scope) {
    long transaction = worker.transactions().next();
    try (SharedSessionContract session = session(worker)) {
      Writing writing = new Writing(session, transaction);
      OwnReads own = new OwnReads(worker, scope, writing);
      own.readBefore();
      worker.node().with(session, () -> write(worker, session, writing, own));
    } catch (RuntimeException e) {
      worker.trouble("write", e);
    }
  }

  private static SharedSessionContract session(Worker worker) {
    return worker.chance(STATELESS)
        ? worker.node().sessions().openStatelessSession()
        : worker.node().sessions().openSession();
  }

  private static void write(
      Worker worker, SharedSessionContract session, Writing writing, OwnReads own) {
    session.beginTransaction();
    try {
      new RandomChanges(worker, rows(session), writing).make();
      if (worker.chance(READ_INSIDE)) {
        if (worker.chance(FLUSHED)) {
          flush(session);
          writing.note("flushed");
        }
        own.readInside();
      }
      if (worker.chance(ROLLED_BACK)) {
        session.getTransaction().rollback();
        own.readAfterRollback();
        return;
      }
      flush(session);
      writing.close();
    } catch (RuntimeException e) {
      worker.trouble("write", e);
      session.getTransaction().rollback();
      return;
    }
    commit(worker, session, writing);
    own.readAfterCommit();
  }

  private static void commit(Worker worker, SharedSessionContract session, Writing writing) {
    long transaction = writing.transaction();
    worker.node().commits().begin(transaction, writing.how(), writing.changes());
    try {
      session.getTransaction().commit();
      worker.node().deliveries().committed(transaction, true);
    } catch (RuntimeException e) {
      worker.trouble("commit", e);
      failed(worker, transaction);
    }
  }

  private static void failed(Worker worker, long transaction) {
    try (Connection connection = worker.node().pool().getConnection()) {
      if (Ledger.committed(connection, Set.of(transaction)).isEmpty()) {
        worker.node().recorder().ended(transaction, Outcome.ROLLED_BACK);
      } else {
        worker.node().deliveries().committed(transaction, false);
      }
    } catch (SQLException e) {
      worker.node().recorder().ended(transaction, Outcome.UNKNOWN);
    }
  }

  private static void flush(SharedSessionContract session) {
    if (session instanceof Session managed) {
      managed.flush();
    }
  }

  private static Rows rows(SharedSessionContract session) {
    return session instanceof Session managed
        ? new Rows.Managed(managed)
        : new Rows.Stateless((StatelessSession) session);
  }
}
