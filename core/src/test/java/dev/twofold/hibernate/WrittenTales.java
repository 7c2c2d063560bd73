package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.WriteTransaction;
import dev.twofold.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes to {@link RelationEntities}, and compares answers with what was called stale. */
final class WrittenTales implements AutoCloseable {

  /** Loads whose states may keep what is gone: it is left out where they are read. */
  private static final Set<String> LEAVING_OUT =
      Set.of(
          "entity Tale.overheard",
          "entity Rumour.whispers",
          "entity Tale.pinned",
          "entity Tale.topics");

  private final TestDatabase database;
  private final HibernateDatabase hibernate;
  private final AnswerBook book;
  private final Map<String, Set<Object>> stale = new HashMap<>();
  private final Set<String> allStale = new HashSet<>();
  private final List<Change> told = new ArrayList<>();
  private final Snapshot seeded;
  private final Map<String, Map<Object, Object>> seededAnswers;
  private Map<String, Map<Object, Object>> answers = Map.of();

  /**
   * @param database with these entities and no rows; closed with this
   */
  WrittenTales(TestDatabase database) throws SQLException {
    this.database = database;
    hibernate = HibernateDatabase.builder(database.sessionFactory()).entities().build();
    book = new AnswerBook(hibernate);
    database
        .sessionFactory()
        .inTransaction(session -> TaleSeed.steps().forEach(step -> TaleSession.run(session, step)));
    seeded = Snapshot.of(database);
    seededAnswers = book.answers();
    hibernate.listen(Transaction::new);
  }

  private final class Transaction implements WriteTransaction {

    private final List<Change> changes = new ArrayList<>();

    @Override
    public void changed(Change change) {
      changes.add(change);
    }

    @Override
    public void beforeCommit() {}

    @Override
    public void committed() {
      for (Change change : changes) {
        told.add(change);
        book.readers().forEach((name, reader) -> take(name, reader.impact().apply(change)));
      }
    }

    @Override
    public void rolledBack() {}

    @Override
    public void unknown() {
      committed();
    }
  }

  private void take(String reader, Affected<?> affected) {
    if (affected instanceof Affected.Keys<?> keys) {
      stale.computeIfAbsent(reader, first -> new HashSet<>()).addAll(keys.keys());
    } else {
      allStale.add(reader);
    }
  }

  /** Puts back what is there before a program. */
  void restore() throws SQLException {
    seeded.restore();
    answers = seededAnswers;
  }

  /** Does some steps in a transaction, of which the database may refuse some. */
  void transaction(List<TaleStep> steps) {
    Map<String, Map<Object, Object>> before = answers;
    stale.clear();
    allStale.clear();
    told.clear();
    boolean stateless = steps.get(0).action().name().startsWith("STATELESS");
    try {
      if (stateless) {
        database
            .sessionFactory()
            .inStatelessTransaction(
                session -> steps.forEach(step -> TaleStatelessSession.run(session, step)));
      } else {
        database
            .sessionFactory()
            .inTransaction(session -> steps.forEach(step -> TaleSession.run(session, step)));
      }
    } catch (RuntimeException e) {
      // The database refused, or the program rolled back: nothing may be another then.
    }
    answers = book.answers();
    answers.forEach(
        (name, after) -> compare(name, before.getOrDefault(name, Map.of()), after, steps));
  }

  private void compare(
      String name, Map<Object, Object> before, Map<Object, Object> after, List<TaleStep> steps) {
    if (allStale.contains(name)) {
      return;
    }
    Set<Object> changed = new HashSet<>(before.keySet());
    changed.addAll(after.keySet());
    changed.removeIf(key -> equal(name, before.get(key), after.get(key)));
    changed.removeAll(stale.getOrDefault(name, Set.of()));
    assertThat(changed)
        .as("%s after %s%nbefore %s%nafter  %s%ntold %s", name, steps, before, after, told)
        .isEmpty();
  }

  /** An answer without what is gone is equal, where readers leave that out. */
  private static boolean equal(String name, @Nullable Object before, @Nullable Object after) {
    if (LEAVING_OUT.contains(name)
        && before instanceof List<?> was
        && after instanceof List<?> is) {
      return (was.containsAll(is) && was.size() > is.size()) || was.equals(is);
    }
    return Objects.equals(before, after);
  }

  @Override
  public void close() {
    hibernate.close();
    database.close();
  }
}
