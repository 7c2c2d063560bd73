package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.hibernate.entity.Press.Remark;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What requests see after entities were written. */
class InvalidateTest {

  private final InMemoryTier tier = new InMemoryTier();
  private final PressDatabase press =
      new PressDatabase(TestDatabase.h2(Press.ALL), tier).fill(4, 2);

  @AfterEach
  void close() {
    press.close();
  }

  private void write(Consumer<Session> change) {
    press.database().sessionFactory().inTransaction(change);
  }

  /** Writes what no session knows of, as another application does. */
  private void writeElsewhere(String statement) {
    write(
        session ->
            session.doWork(
                connection -> {
                  try (Statement each = connection.createStatement()) {
                    each.execute(statement);
                  }
                }));
  }

  @Nested
  class Entity {

    @Test
    void find_givesANewCopy_theOldOneStays() {
      try (LoadScope scope = press.open()) {
        Story before = scope.entities().require(Story.class, 1L);
        write(session -> session.find(Story.class, 1L).setTitle("changed"));
        assertThat(scope.entities().invalidate(Story.class, List.of(1L))).isTrue();
        Story after = scope.entities().require(Story.class, 1L);
        assertThat(after.getTitle()).isEqualTo("changed");
        assertThat(after).isSameAs(scope.entities().require(Story.class, 1L));
        assertThat(before.getTitle()).isEqualTo("story 1");
      }
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 1L).getTitle()).isEqualTo("changed");
        assertThat(press.statements()).isZero();
      }
    }

    @Test
    void unreadProxy_readsWhatIsNew() {
      try (LoadScope scope = press.open()) {
        Writer proxy = scope.entities().require(Story.class, 1L).getWriter();
        write(session -> session.find(Writer.class, 2L).name = "changed");
        scope.entities().invalidate(Writer.class, List.of(2L));
        assertThat(proxy.getName()).isEqualTo("changed");
        assertThat(scope.entities().require(Writer.class, 2L)).isSameAs(proxy);
      }
    }

    @Test
    void removed_isMissing() {
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().find(Remark.class, 11L)).isPresent();
        write(session -> session.remove(session.find(Remark.class, 11L)));
        scope.entities().invalidate(Remark.class, List.of(11L));
        assertThat(scope.entities().find(Remark.class, 11L)).isEmpty();
      }
    }
  }

  @Nested
  class Associations {

    @Test
    void collection_isReadAgain_byANewCopy() {
      try (LoadScope scope = press.open()) {
        Story before = scope.entities().require(Story.class, 1L);
        assertThat(before.getRemarks()).hasSize(3);
        writeElsewhere("insert into Remark (id, stars, text, story_id) values (999, 9, 'late', 1)");
        scope.entities().invalidate(Story.class, List.of(1L));
        assertThat(scope.entities().require(Story.class, 1L).getRemarks()).hasSize(3);
        scope.entities().invalidate(Story.class, List.of(1L), "remarks");
        assertThat(scope.entities().require(Story.class, 1L).getRemarks())
            .extracting(Remark::getId)
            .containsExactly(999L, 13L, 12L, 11L);
        assertThat(before.getRemarks()).hasSize(3);
      }
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 1L).getRemarks()).hasSize(4);
        assertThat(press.statements()).isZero();
      }
    }

    @Test
    void inverseOneToOne_isReadAgain() {
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Writer.class, 2L).getPortrait()).isNull();
        write(
            session ->
                session.persist(
                    new Press.Portrait(77, "late", session.getReference(Writer.class, 2L))));
        scope.entities().invalidate(Writer.class, List.of(2L), "portrait");
        assertThat(scope.entities().require(Writer.class, 2L).getPortrait().getUrl())
            .isEqualTo("late");
      }
    }

    @Test
    void unknownAssociation_namesWhatIsRemembered() {
      try (LoadScope scope = press.open()) {
        assertThatThrownBy(() -> scope.entities().invalidate(Story.class, List.of(1L), "writer"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "Story remembers no 'writer' by its id; it remembers: [keywords, labels, prices,"
                    + " printed, remarks]");
      }
    }
  }

  @Nested
  class Dangling {

    @Test
    void removedRow_isSkipped_counted_andTheListRepaired() {
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 1L).getRemarks()).hasSize(3);
      }
      writeElsewhere("delete from Remark where id = 12");
      try (LoadScope scope = press.open()) {
        scope.entities().invalidate(Remark.class, List.of(12L));
      }
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 1L).getRemarks())
            .extracting(Remark::getId)
            .containsExactly(13L, 11L);
        assertThat(scope.stats().loaders().get("entity.Remark").dangling()).isEqualTo(1);
        assertThat(scope.stats().loaders().get("entity.Story.remarks").repaired()).isEqualTo(1);
      }
      assertThat(tier.contents().keySet())
          .noneMatch(key -> key.startsWith("twofold:entity.Story.remarks:"));
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 1L).getRemarks()).hasSize(2);
        assertThat(scope.stats().loaders().get("entity.Remark").dangling()).isZero();
      }
    }
  }
}
