package dev.twofold.hibernate.write;

import static dev.twofold.hibernate.write.RecordingWrites.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.write.Library.Dog;
import dev.twofold.hibernate.write.Library.Label;
import dev.twofold.hibernate.write.Library.Membership;
import dev.twofold.hibernate.write.Library.MembershipId;
import dev.twofold.hibernate.write.Library.Novel;
import dev.twofold.hibernate.write.Library.Place;
import dev.twofold.hibernate.write.Library.Remark;
import dev.twofold.hibernate.write.Library.Shelf;
import dev.twofold.hibernate.write.Library.Story;
import dev.twofold.hibernate.write.Library.Vote;
import dev.twofold.hibernate.write.Library.VoteId;
import dev.twofold.hibernate.write.Library.Writer;
import dev.twofold.invalidation.RowChange.Known;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is told of the entities and collections of sessions with state. */
class EntityWritesTest {

  private final RecordingWrites told = new RecordingWrites();
  private TestDatabase database;
  private HibernateDatabase hibernate;

  @BeforeEach
  void open() {
    database = TestDatabase.h2(Library.ENTITIES);
    SessionFactory factory = database.sessionFactory();
    factory.inTransaction(
        session -> {
          Writer ada = Writer.of(1, "Ada");
          session.persist(ada);
          session.persist(Writer.of(2, "Bob"));
          List.of(1L, 2L, 3L).forEach(id -> session.persist(Label.of(id)));
          Story story = Story.of(1, "Sun", ada);
          story.place = new Place();
          story.place.city = "Rome";
          story.place.mayor = ada;
          story.labels.add(session.find(Label.class, 1L));
          story.nicknames.add("sunny");
          session.persist(story);
          session.persist(Remark.of(1, story));
          session.persist(Remark.of(2, story));
          Shelf shelf = Shelf.of(1, "hall");
          shelf.parts.add(session.find(Label.class, 1L));
          session.persist(shelf);
          session.persist(Novel.of(1, 100));
          session.persist(Dog.of(1));
          session.persist(Vote.of(1, 1, 5));
          session.persist(Membership.of(ada, "chess"));
        });
    hibernate = HibernateDatabase.of(factory);
    hibernate.listen(told);
  }

  @AfterEach
  void close() {
    hibernate.close();
    database.close();
  }

  /** What a transaction tells, without its end. */
  private List<String> changes(Consumer<Session> work) {
    database.sessionFactory().inTransaction(work);
    List<String> lines = told.take();
    if (lines.isEmpty()) {
      return lines;
    }
    int end = lines.size() - 2;
    assertThat(lines.subList(end, lines.size())).containsExactly("before commit", "committed");
    return lines.subList(0, end);
  }

  @Nested
  class Inserts {
    @Test
    void insert_tellsValuesAndWasNothing() {
      assertThat(
              changes(
                  session ->
                      session.persist(Story.of(2, "Moon", session.getReference(Writer.class, 2L)))))
          .containsExactly("INSERT Story 2");
      assertThat(values(told.row(), "title")).isEqualTo("null->Moon");
      assertThat(values(told.row(), "writer")).isEqualTo("null->2");
      assertThat(values(told.row(), "id")).isEqualTo("null->2");
      assertThat(values(told.row(), "place.city")).isEqualTo("null->null");
      assertThat(told.row().values("writer", Long.class)).contains(java.util.Set.of(2L));
    }

    @Test
    void insert_withCollections_tellsTheirElements() {
      assertThat(
              changes(
                  session -> {
                    Story story = Story.of(2, "Moon", null);
                    story.labels.add(session.find(Label.class, 2L));
                    story.nicknames.add("lunar");
                    session.persist(story);
                  }))
          .containsExactlyInAnyOrder(
              "INSERT Story 2", "COLLECTION Story.labels 2 [2]", "COLLECTION Story.nicknames 2");
    }

    @Test
    void columnThatAnotherAttributeWrites_isWhatThatWrites() {
      changes(
          session -> session.persist(Story.of(2, "Moon", session.getReference(Writer.class, 2L))));

      assertThat(values(told.row(), "writerId")).isEqualTo("null->2");
    }
  }

  @Nested
  class Updates {
    @Test
    void update_tellsOldAndNewForeignKey() {
      assertThat(
              changes(
                  session -> {
                    Story story = session.find(Story.class, 1L);
                    story.writer = session.getReference(Writer.class, 2L);
                  }))
          .containsExactly("UPDATE Story 1");
      assertThat(values(told.row(), "writer")).isEqualTo("1->2");
      assertThat(values(told.row(), "writerId")).isEqualTo("1->2");
      assertThat(values(told.row(), "version")).isEqualTo("0->1");
      assertThat(values(told.row(), "title")).isEqualTo("Sun->Sun same");
      assertThat(values(told.row(), "place.mayor")).isEqualTo("1->1 same");
      assertThat(values(told.row(), "id")).isEqualTo("1->1 same");
    }

    @Test
    void toOne_isReadWithoutLoadingIt() {
      try (Session session = database.sessionFactory().openSession()) {
        session.beginTransaction();
        Story story = session.find(Story.class, 1L);
        story.writer = session.getReference(Writer.class, 2L);
        database.reset();
        session.flush();
        assertThat(database.queries().statements()).allMatch(sql -> sql.startsWith("update"));
        session.getTransaction().rollback();
      }
    }

    @Test
    void embeddables_areToldByPath() {
      changes(session -> session.find(Story.class, 1L).place.city = "Oslo");

      assertThat(values(told.row(), "place.city")).isEqualTo("Rome->Oslo");
      assertThat(told.row().changed("place")).isTrue();
      assertThat(told.row().changed("place.mayor")).isFalse();
    }

    @Test
    void embeddable_thatBecomesNull_hasNullAttributes() {
      changes(session -> session.find(Story.class, 1L).place = null);

      assertThat(values(told.row(), "place.city")).isEqualTo("Rome->null");
      assertThat(values(told.row(), "place.mayor")).isEqualTo("1->null");
    }

    @Test
    void formulas_areNotKnown() {
      changes(session -> session.find(Story.class, 1L).title = "Stars");

      assertThat(values(told.row(), "length")).isEqualTo("?->?");
    }

    @Test
    void columnThatIsNotUpdated_keepsItsValue() {
      changes(
          session -> {
            Story story = session.find(Story.class, 1L);
            story.origin = "ignored";
            story.title = "Stars";
          });

      assertThat(values(told.row(), "origin")).isEqualTo("first->first same");
    }

    @Test
    void nothingChanged_tellsNothing() {
      assertThat(
              changes(
                  session -> {
                    Story story = session.find(Story.class, 1L);
                    story.title = "Su".concat("n");
                    story.origin = "ignored";
                    session.find(Shelf.class, 1L).room = "hall";
                    session.flush();
                  }))
          .isEmpty();
      assertThat(told.begun()).isZero();
    }

    @Test
    void dynamicUpdate_tellsAllAttributes() {
      assertThat(changes(session -> session.find(Shelf.class, 1L).height = 7))
          .containsExactly("UPDATE Shelf 1");
      assertThat(values(told.row(), "height")).isEqualTo("0->7");
      assertThat(values(told.row(), "room")).isEqualTo("hall->hall same");
    }

    @Test
    void unknownAttribute_mayHaveChanged() {
      changes(session -> session.find(Story.class, 1L).title = "Stars");

      assertThat(values(told.row(), "nonsense")).isEqualTo("?->?");
    }

    @Test
    void merge_ofADetachedEntity_tellsOldAndNew() {
      Story detached = Story.of(1, "Sun", Writer.of(2, "Bob"));
      detached.labels = null;
      detached.nicknames = null;
      detached.remarks = null;
      assertThat(changes(session -> session.merge(detached))).contains("UPDATE Story 1");
      assertThat(values(told.rows().get(0), "writer")).isEqualTo("1->2");
    }

    @Test
    void twoFlushes_tellBoth() {
      assertThat(
              changes(
                  session -> {
                    Story story = session.find(Story.class, 1L);
                    story.title = "Stars";
                    session.flush();
                    story.title = "Dust";
                  }))
          .containsExactly("UPDATE Story 1", "UPDATE Story 1");
      assertThat(told.rows().stream().map(row -> values(row, "title")))
          .containsExactly("Sun->Stars", "Stars->Dust");
    }

    @Test
    void forcedIncrementOfTheVersion_isAnUpdate() {
      assertThat(
              changes(
                  session ->
                      session.find(Story.class, 1L, LockModeType.OPTIMISTIC_FORCE_INCREMENT)))
          .containsExactly("UPDATE Story 1");
    }

    @Test
    void pessimisticIncrementOfTheVersion_isAnUpdate() {
      assertThat(
              changes(
                  session ->
                      session.lock(
                          session.find(Story.class, 1L), LockModeType.PESSIMISTIC_FORCE_INCREMENT)))
          .containsExactly("UPDATE Story 1");
    }
  }

  @Nested
  class Deletes {
    @Test
    void delete_tellsWhatWas() {
      assertThat(changes(session -> session.remove(session.find(Story.class, 1L))))
          .containsExactlyInAnyOrder(
              "COLLECTION Story.labels 1", // it was not loaded
              "COLLECTION Story.nicknames 1",
              "DELETE Remark 1",
              "DELETE Remark 2",
              "DELETE Story 1");
      assertThat(values(told.row(), "writer")).isEqualTo("1->null");
      assertThat(values(told.row(), "writerId")).isEqualTo("1->null");
      assertThat(values(told.rows().get(0), "story")).isEqualTo("1->null");
    }

    @Test
    void deleteOfWhatIsNotManaged_tellsNoOldValues() {
      assertThat(changes(session -> session.remove(Vote.of(1, 1, 99))))
          .containsExactly("DELETE Vote 1/1");
      assertThat(values(told.row(), "points")).isEqualTo("?->null");
      assertThat(values(told.row(), "id.voter")).isEqualTo("1->null");
    }

    @Test
    void deleteOfWhatIsNotManaged_tellsNoOldElements() {
      Shelf detached =
          database
              .sessionFactory()
              .fromTransaction(
                  session -> {
                    Shelf shelf = session.find(Shelf.class, 1L);
                    Hibernate.initialize(shelf.parts);
                    return shelf;
                  });
      assertThat(changes(session -> session.remove(detached)))
          .containsExactlyInAnyOrder("COLLECTION Shelf.parts 1", "DELETE Shelf 1");
    }

    @Test
    void deleteOfAProxyOfAnotherSession_readsTheRow() {
      Label proxy =
          database
              .sessionFactory()
              .fromTransaction(session -> session.getReference(Label.class, 3L));
      assertThat(changes(session -> session.remove(proxy))).containsExactly("DELETE Label 3");
      assertThat(told.row().before("id")).isEqualTo(new Known(3L));
    }

    @Test
    void orphan_isDeleted() {
      assertThat(changes(session -> session.find(Story.class, 1L).remarks.remove(0)))
          .contains("DELETE Remark 1")
          .doesNotContain("COLLECTION Story.remarks 1 [1]");
    }
  }

  @Nested
  class Collections {
    @Test
    void manyToMany_tellsWhatCameAndWent_andTheVersionOfTheOwner() {
      assertThat(
              changes(
                  session -> {
                    Story story = session.find(Story.class, 1L);
                    story.labels.clear();
                    story.labels.add(session.getReference(Label.class, 2L));
                    story.labels.add(session.getReference(Label.class, 3L));
                  }))
          .containsExactly("UPDATE Story 1", "COLLECTION Story.labels 1 [1,2,3]");
      assertThat(values(told.row(), "version")).isEqualTo("0->1");
      assertThat(told.row().changed("title")).isFalse();
    }

    @Test
    void manyToMany_unchangedElements_areLeftOut() {
      assertThat(
              changes(
                  session ->
                      session
                          .find(Story.class, 1L)
                          .labels
                          .add(session.getReference(Label.class, 2L))))
          .containsExactly("UPDATE Story 1", "COLLECTION Story.labels 1 [2]");
    }

    @Test
    void valuesInACollection_haveNoIds() {
      assertThat(changes(session -> session.find(Story.class, 1L).nicknames.add("hot")))
          .containsExactly("UPDATE Story 1", "COLLECTION Story.nicknames 1");
    }

    @Test
    void inverseCollection_tellsOfTheElementOnly() {
      assertThat(
              changes(
                  session -> {
                    Story story = session.find(Story.class, 1L);
                    Remark remark = Remark.of(3, story);
                    story.remarks.add(remark);
                    session.persist(remark);
                  }))
          .contains("INSERT Remark 3")
          .noneMatch(line -> line.startsWith("COLLECTION"));
    }

    @Test
    void listThatOwnsItsForeignKeys_isToldWithoutItsOwner() {
      assertThat(
              changes(
                  session ->
                      session.find(Shelf.class, 1L).parts.add(session.find(Label.class, 2L))))
          .containsExactly("COLLECTION Shelf.parts 1 [2]");
    }

    @Test
    void listInAnotherOrder_hasNoElementsThatCameOrWent() {
      changes(session -> session.find(Shelf.class, 1L).parts.add(session.find(Label.class, 2L)));
      assertThat(
              changes(
                  session -> {
                    List<Label> parts = session.find(Shelf.class, 1L).parts;
                    parts.add(parts.remove(0));
                  }))
          .containsExactly("COLLECTION Shelf.parts 1 []");
    }

    @Test
    void collectionReplacedByAnother_tellsBoth() {
      assertThat(
              changes(
                  session -> {
                    Shelf shelf = session.find(Shelf.class, 1L);
                    shelf.parts = new java.util.ArrayList<>(List.of(session.find(Label.class, 3L)));
                  }))
          .containsExactly("COLLECTION Shelf.parts 1", "COLLECTION Shelf.parts 1 [3]");
    }
  }

  @Nested
  class Hierarchies {
    @Test
    void joined_tellsTheMostSpecialClass() {
      assertThat(
              changes(
                  session -> {
                    session.find(Novel.class, 1L).title = "named";
                    session.persist(Novel.of(2, 7));
                  }))
          .containsExactly("INSERT Novel 2", "UPDATE Novel 1");
      assertThat(values(told.row(), "title")).isEqualTo("untitled->named");
      assertThat(values(told.row(), "pages")).isEqualTo("100->100 same");
    }

    @Test
    void singleTable_tellsTheMostSpecialClass() {
      assertThat(changes(session -> session.find(Library.Animal.class, 1L).name = "Rex"))
          .containsExactly("UPDATE Dog 1");
    }
  }

  @Nested
  class Ids {
    @Test
    void embeddedId_isToldByPathToo() {
      assertThat(changes(session -> session.find(Vote.class, VoteId.of(1, 1)).points = 6))
          .containsExactly("UPDATE Vote 1/1");
      assertThat(values(told.row(), "id.voter")).isEqualTo("1->1 same");
      assertThat(told.row().changed("id")).isFalse();
      assertThat(values(told.row(), "points")).isEqualTo("5->6");
    }

    @Test
    void idClass_isToldByItsAttributes() {
      assertThat(
              changes(
                  session ->
                      session.find(Membership.class, new MembershipId(1L, "chess")).years = 3))
          .containsExactly("UPDATE Membership MembershipId[writer=1, club=chess]");
      assertThat(values(told.row(), "writer")).isEqualTo("1->1 same");
      assertThat(values(told.row(), "club")).isEqualTo("chess->chess same");
    }
  }
}
