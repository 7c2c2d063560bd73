package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntityExamplesTest {

  @Entity(name = "Writer")
  static class Writer {
    @Id long id;
    String name;

    public String getName() {
      return name;
    }
  }

  @Entity(name = "Story")
  static class Story {
    @Id long id;
    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Writer writer;

    @OneToMany(mappedBy = "story")
    List<Remark> remarks = new ArrayList<>();

    public String getTitle() {
      return title;
    }

    public Writer getWriter() {
      return writer;
    }

    public List<Remark> getRemarks() {
      return remarks;
    }

    public void setTitle(String title) {
      this.title = title;
    }
  }

  @Entity(name = "Remark")
  static class Remark {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Story story;

    @ManyToOne(fetch = FetchType.LAZY)
    Writer writer;

    public Writer getWriter() {
      return writer;
    }
  }

  private final TestDatabase database = TestDatabase.h2(Writer.class, Story.class, Remark.class);
  private final SessionFactory sessionFactory = database.sessionFactory();
  private final List<String> shown = new ArrayList<>();
  private final Twofold twofold =
      Twofold.builder()
          .database(HibernateDatabase.builder(sessionFactory).entities().build())
          .distributed(new InMemoryTier())
          .build();

  @BeforeEach
  void fill() {
    sessionFactory.inTransaction(
        session -> {
          for (long id = 1; id <= 3; id++) {
            Writer writer = new Writer();
            writer.id = id;
            writer.name = "writer " + id;
            session.persist(writer);
            Story story = new Story();
            story.id = id;
            story.title = "story " + id;
            story.writer = writer;
            session.persist(story);
            Remark remark = new Remark();
            remark.id = id;
            remark.story = story;
            remark.writer = session.getReference(Writer.class, 1L);
            session.persist(remark);
          }
        });
    database.reset();
  }

  @AfterEach
  void close() {
    twofold.close();
    database.close();
  }

  @Test
  void touching_readsForAll() {
    // snippet: entities-touch
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = scope.entities().requireAll(Story.class, List.of(1L, 2L, 3L));
      for (Story story : stories) {
        shown.add(story.getTitle() + " by " + story.getWriter().getName()); // two statements in all
      }
    }
    // end
    assertThat(shown).contains("story 2 by writer 2").hasSize(3);
    assertThat(database.queries().count()).isEqualTo(2);
  }

  @Test
  void prefetch_readsLevelByLevel() {
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = scope.entities().requireAll(Story.class, List.of(1L, 2L, 3L));
      // snippet: entities-prefetch
      scope.entities().prefetch(stories, "writer", "remarks.writer");
      // end
      int statements = database.queries().count();
      assertThat(stories.get(2).getRemarks().get(0).getWriter().getName()).isEqualTo("writer 1");
      assertThat(database.queries().count()).isEqualTo(statements).isEqualTo(3);
    }
  }

  @Test
  void invalidate_afterTheCommit() {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.entities().require(Story.class, 1L).getTitle()).isEqualTo("story 1");
      // snippet: entities-invalidate
      sessionFactory.inTransaction(session -> session.find(Story.class, 1L).setTitle("New"));
      scope.entities().invalidate(Story.class, List.of(1L)); // the entity
      scope.entities().invalidate(Story.class, List.of(1L), "remarks"); // and its list of remarks
      // end
      assertThat(scope.entities().require(Story.class, 1L).getTitle()).isEqualTo("New");
    }
  }
}
