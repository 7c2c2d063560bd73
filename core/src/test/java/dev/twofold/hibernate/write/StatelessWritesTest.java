package dev.twofold.hibernate.write;

import static dev.twofold.hibernate.write.RecordingWrites.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.write.Library.Label;
import dev.twofold.hibernate.write.Library.Novel;
import dev.twofold.hibernate.write.Library.Story;
import dev.twofold.hibernate.write.Library.Vote;
import dev.twofold.hibernate.write.Library.VoteId;
import dev.twofold.hibernate.write.Library.Writer;
import dev.twofold.testing.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of entities and collections of sessions without state, which know no old values. */
class StatelessWritesTest {

  private final RecordingWrites told = new RecordingWrites();
  private TestDatabase database;
  private HibernateDatabase hibernate;

  @BeforeEach
  void open() {
    database = TestDatabase.h2(Library.ENTITIES);
    database
        .sessionFactory()
        .inTransaction(
            session -> {
              session.persist(Writer.of(1, "Ada"));
              session.persist(Writer.of(2, "Bob"));
              session.persist(Label.of(1));
              session.persist(Story.of(1, "Sun", session.getReference(Writer.class, 1L)));
              session.persist(Novel.of(1, 100));
              session.persist(Vote.of(1, 1, 5));
            });
    hibernate = HibernateDatabase.of(database.sessionFactory());
    hibernate.listen(told);
  }

  @AfterEach
  void close() {
    hibernate.close();
    database.close();
  }

  private List<String> changes(Consumer<StatelessSession> work) {
    database.sessionFactory().inStatelessTransaction(work);
    List<String> lines = told.take();
    int end = lines.size() - 2;
    assertThat(lines.subList(end, lines.size())).containsExactly("before commit", "committed");
    return lines.subList(0, end);
  }

  @Test
  void insert_tellsValuesAndCollections() {
    assertThat(
            changes(
                session -> {
                  Story story = Story.of(2, "Moon", Writer.of(2, "Bob"));
                  story.labels.add(session.get(Label.class, 1L));
                  session.insert(story);
                }))
        .containsExactly("INSERT Story 2", "COLLECTION Story.labels 2");
    assertThat(values(told.row(), "writer")).isEqualTo("null->2");
    assertThat(values(told.row(), "writerId")).isEqualTo("null->2");
  }

  @Test
  void update_tellsNewValuesOnly() {
    assertThat(
            changes(
                session -> {
                  Story story = session.get(Story.class, 1L);
                  story.writer = Writer.of(2, "Bob");
                  session.update(story);
                }))
        .containsExactly("UPDATE Story 1");
    assertThat(values(told.row(), "writer")).isEqualTo("?->2");
    assertThat(values(told.row(), "id")).isEqualTo("1->1 same");
    assertThat(values(told.row(), "origin")).isEqualTo("?->?");
    assertThat(told.row().values("writer", Long.class)).isEmpty();
  }

  @Test
  void update_tellsCollectionsThatItWritesAgain() {
    assertThat(changes(session -> session.update(Story.of(1, "Sun", null))))
        .containsExactlyInAnyOrder(
            "UPDATE Story 1", "COLLECTION Story.labels 1", "COLLECTION Story.nicknames 1");
  }

  @Test
  void delete_tellsNoOldValues() {
    assertThat(changes(session -> session.delete(session.get(Vote.class, VoteId.of(1, 1)))))
        .containsExactly("DELETE Vote 1/1");
    assertThat(values(told.row(), "points")).isEqualTo("?->null");
    assertThat(values(told.row(), "id.voter")).isEqualTo("1->null");
  }

  @Test
  void upsert_isAnUpdateOfWhateverWas() {
    assertThat(
            changes(
                session -> {
                  session.upsert(Vote.of(1, 1, 6));
                  session.upsert(Vote.of(2, 1, 7));
                }))
        .containsExactly("UPDATE Vote 1/1", "UPDATE Vote 2/1");
    assertThat(values(told.row(), "points")).isEqualTo("?->7");
  }

  @Test
  void batches_areTold() {
    assertThat(
            changes(
                session -> {
                  session.insertMultiple(List.of(Novel.of(2, 1), Novel.of(3, 1)));
                  session.deleteMultiple(List.of(Novel.of(2, 1), Novel.of(3, 1)));
                }))
        .containsExactly("INSERT Novel 2", "INSERT Novel 3", "DELETE Novel 2", "DELETE Novel 3");
  }
}
