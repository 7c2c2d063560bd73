package dev.twofold.hibernate;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.TierException;
import dev.twofold.write.BatchPosition;
import dev.twofold.write.BatchWriter;
import dev.twofold.write.EntryId;
import dev.twofold.write.WriteBatch;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of a queue so that each entry counts once, whatever dies in between: how far a
 * partition is written stands in a table of the same database, and changes in the transaction of
 * the batch. What is offered again is skipped up to there. Thread-safe if what it calls is.
 *
 * <p>Each batch is one transaction of a session of its own, with two statements more than what it
 * calls executes. Writes of entities and by queries are noticed by the engine as all others are;
 * JDBC in {@link Session#doWork} is not, so name the loader of the keys when the queue is
 * registered.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class PositionedWriter<K, V> implements BatchWriter<K, V> {

  /** What the table is called where nobody says otherwise. */
  public static final String DEFAULT_TABLE = "twofold_write_position";

  private final SessionFactory sessionFactory;
  private final WritePositions positions;
  private final BiConsumer<? super Session, ? super WriteBatch<K, V>> work;

  private PositionedWriter(
      SessionFactory sessionFactory,
      WritePositions positions,
      BiConsumer<? super Session, ? super WriteBatch<K, V>> work) {
    this.sessionFactory = sessionFactory;
    this.positions = positions;
    this.work = work;
  }

  /**
   * A writer with the table {@value #DEFAULT_TABLE}.
   *
   * @param work writes a batch in the transaction of a session, neither of which it ends
   */
  public static <K, V> PositionedWriter<K, V> of(
      SessionFactory sessionFactory, BiConsumer<? super Session, ? super WriteBatch<K, V>> work) {
    return new PositionedWriter<>(
        requireNonNull(sessionFactory, "sessionFactory"),
        new WritePositions(DEFAULT_TABLE),
        requireNonNull(work, "work"));
  }

  /**
   * This writer with another table.
   *
   * @param name with its schema if it needs one
   * @throws IllegalArgumentException if that is no plain name
   */
  public PositionedWriter<K, V> withTable(String name) {
    return new PositionedWriter<>(
        sessionFactory, new WritePositions(requireNonNull(name, "name")), work);
  }

  /**
   * Creates the table, unless it is there. For tests and development; elsewhere it belongs to the
   * migrations of the application.
   */
  public void createTable() {
    if (!isReadable()) {
      sessionFactory.inStatelessTransaction(session -> session.doWork(positions::create));
    }
  }

  @Override
  public void check() {
    if (!isReadable()) {
      throw new ConfigurationException(
          "table '%s', in which a writer of queues keeps its positions, cannot be read; create it with the statement in docs/write-behind.md or with PositionedWriter.createTable(), or name another with withTable(..)"
              .formatted(positions.table()));
    }
  }

  private boolean isReadable() {
    try (StatelessSession session = sessionFactory.openStatelessSession()) {
      return session.doReturningWork(positions::isReadable);
    }
  }

  @Override
  public void write(WriteBatch<K, V> batch) {
    sessionFactory.inTransaction(session -> write(session, batch));
  }

  private void write(Session session, WriteBatch<K, V> batch) {
    BatchPosition position = batch.position();
    if (position == null) {
      work.accept(session, batch);
      return;
    }
    EntryId done =
        session.<@Nullable EntryId>doReturningWork(
            connection -> positions.read(connection, position));
    WriteBatch<K, V> rest = done == null ? batch : batch.after(done);
    if (rest.isEmpty()) {
      return;
    }
    work.accept(session, rest);
    session.flush();
    if (!session.doReturningWork(connection -> positions.advance(connection, position, done))) {
      throw new TierException(
          "another node writes partition %d of queue '%s' at the same time; this one rolls back"
              .formatted(position.partition(), position.queue()),
          null);
    }
  }

  @Override
  public String toString() {
    return "PositionedWriter " + positions.table();
  }
}
