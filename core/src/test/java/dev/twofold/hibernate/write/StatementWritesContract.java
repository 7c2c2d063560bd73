package dev.twofold.hibernate.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.write.Library.Label;
import dev.twofold.hibernate.write.Library.Note;
import dev.twofold.hibernate.write.Library.Novel;
import dev.twofold.hibernate.write.Library.Story;
import dev.twofold.hibernate.write.Library.Writer;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.QueryProducer;
import org.hibernate.query.SynchronizeableQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of statements for tables, by sessions with and without state. */
abstract class StatementWritesContract {

  private final RecordingWrites told = new RecordingWrites();
  private TestDatabase database;
  private SessionFactory factory;
  private HibernateDatabase hibernate;

  abstract TestDatabase openDatabase();

  @BeforeEach
  void open() {
    database = openDatabase();
    factory = database.sessionFactory();
    factory.inTransaction(
        session -> {
          Writer ada = Writer.of(1, "Ada");
          session.persist(ada);
          Label label = Label.of(1);
          session.persist(label);
          Story story = Story.of(1, "Sun", ada);
          story.labels.add(label);
          session.persist(story);
          session.persist(Novel.of(1, 100));
          session.persist(Note.of(1, "a"));
        });
    hibernate = HibernateDatabase.of(factory);
    hibernate.listen(told);
  }

  @AfterEach
  void close() {
    hibernate.close();
    database.close();
  }

  /** Tells the same, whoever does it. */
  private List<String> changes(Consumer<QueryProducer> work) {
    factory.inTransaction(
        session -> {
          work.accept(session);
          session.getTransaction().setRollbackOnly();
        });
    List<String> stateful = told.take();
    factory.inStatelessTransaction(work);
    List<String> stateless = told.take();
    int end = stateless.size() - 2;
    if (stateless.isEmpty()) {
      assertThat(stateful).isEmpty();
      return stateless;
    }
    assertThat(stateless.subList(end, end + 2)).containsExactly("before commit", "committed");
    assertThat(stateful.subList(0, end)).isEqualTo(stateless.subList(0, end));
    assertThat(stateful.subList(end, stateful.size())).containsExactly("rolled back");
    return stateless.subList(0, end);
  }

  private List<String> ofNative(String sql) {
    return changes(session -> session.createNativeMutationQuery(sql).executeUpdate());
  }

  private List<String> ofHql(String hql) {
    return changes(session -> session.createMutationQuery(hql).executeUpdate());
  }

  /** Without the temporary tables of Hibernate. */
  private Set<String> tablesOf(String hql) {
    return ofHql(hql).stream()
        .flatMap(line -> Stream.of(line.substring("TABLES ".length()).split(",")))
        .filter(table -> !table.startsWith("ht"))
        .collect(Collectors.toSet());
  }

  @Test
  void hqlUpdate_tellsItsTable_andNotThoseThatItReads() {
    assertThat(
            ofHql(
                "update Story s set s.title = 'x' where s.writer in"
                    + " (select w from Writer w where w.name = 'Ada')"))
        .containsExactly("TABLES story");
  }

  @Test
  void hqlDelete_tellsItsTable_andThoseOfItsCollections() {
    assertThat(ofHql("delete from Story s where s.id = 1"))
        .containsExactlyInAnyOrder("TABLES story_label", "TABLES story_nicknames", "TABLES story");
  }

  @Test
  void hqlInsert_tellsItsTable() {
    assertThat(ofHql("insert into Note (id, text) select w.id + 10, w.name from Writer w"))
        .containsExactly("TABLES note");
  }

  @Test
  void criteriaUpdate_tellsItsTable() {
    CriteriaUpdate<Note> update = factory.getCriteriaBuilder().createCriteriaUpdate(Note.class);
    update.from(Note.class);
    update.set("text", "x");
    assertThat(changes(session -> session.createMutationQuery(update).executeUpdate()))
        .containsExactly("TABLES note");
  }

  @Test
  void hqlUpdateOfSeveralTables_tellsThem() {
    assertThat(tablesOf("update Novel n set n.title = 'x', n.pages = 3 where n.pages > 1"))
        .containsExactlyInAnyOrder("novel", "work");
  }

  @Test
  void hqlDeleteOfSeveralTables_tellsThem() {
    assertThat(tablesOf("delete from Work w where w.title like 'u%'"))
        .containsExactlyInAnyOrder("novel", "work");
  }

  @Test
  void hqlInsertIntoSeveralTables_tellsThem() {
    assertThat(
            tablesOf(
                "insert into Novel (id, title, pages) select w.id + 10, w.name, 1 from Writer w"))
        .containsExactlyInAnyOrder("novel", "work");
  }

  @Test
  void nativeUpdate_tellsItsTable() {
    assertThat(ofNative("update Note set text = 'b' where id = 1")).containsExactly("TABLES note");
  }

  @Test
  void nativeUpdate_tellsWhatItIsDeclaredToWriteToo() {
    assertThat(
            changes(
                session -> {
                  MutationQuery update =
                      session.createNativeMutationQuery("update Note set text = 'b' where id = 1");
                  ((SynchronizeableQuery) update).addSynchronizedEntityClass(Writer.class);
                  update.executeUpdate();
                }))
        .containsExactly("TABLES note,writer");
  }

  @Test
  void nativeStatementThatMayDoAnything_tellsEverything() {
    assertThat(ofNative("comment on table Note is 'x'")).isEmpty();
    assertThat(ofNative("alter table Note alter column text drop not null"))
        .containsExactly("TABLES everything");
  }

  @Test
  void queries_tellNothing() {
    assertThat(
            changes(
                session -> {
                  session.createSelectionQuery("from Story", Story.class).getResultList();
                  session
                      .createSelectionQuery(
                          "with s as (select w.id as id from Writer w) select id from s",
                          Long.class)
                      .getResultList();
                  session.createNativeQuery("select 'update Note set'", String.class).list();
                }))
        .isEmpty();
  }

  @Test
  void commentsOfHibernate_hideNothing() {
    assertThat(
            changes(
                session ->
                    session
                        .createMutationQuery("delete from Work w where w.title like 'u%'")
                        .setComment("told to comment")
                        .executeUpdate()))
        .isNotEmpty();
  }

  @Test
  void jdbc_isNotSeen() {
    factory.inTransaction(
        session ->
            session.doWork(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    statement.executeUpdate("update Note set text = 'b'");
                  }
                }));

    assertThat(told.take()).isEmpty();
  }

  @Test
  void outsideOfATransaction_isOneOfItsOwn() {
    try (StatelessSession session = factory.openStatelessSession()) {
      assertThatThrownBy(
              () -> session.createMutationQuery("update Note set text = 'b'").executeUpdate())
          .isNotNull();
    }
    assertThat(told.take()).isEmpty();
  }

  @Test
  void statementThatFails_isToldAndRolledBack() {
    assertThatThrownBy(() -> ofHql("update Note n set n.id = null")).isNotNull();

    assertThat(told.take()).containsExactly("TABLES note", "rolled back");
  }

  @Test
  void closedListener_isToldNothing() {
    hibernate.close();
    factory.inTransaction(
        session -> session.createMutationQuery("update Note set text = 'b'").executeUpdate());

    assertThat(told.begun()).isZero();
  }
}
