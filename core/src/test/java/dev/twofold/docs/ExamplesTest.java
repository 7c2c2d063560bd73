package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.docs.Example.Comment;
import dev.twofold.docs.Example.CommentEntity;
import dev.twofold.docs.Example.CommentLoader;
import dev.twofold.docs.Example.FrontPage;
import dev.twofold.docs.Example.Greetings;
import dev.twofold.docs.Example.Page;
import dev.twofold.docs.Example.Relations;
import dev.twofold.docs.Example.Story;
import dev.twofold.docs.Example.StoryCounts;
import dev.twofold.docs.Example.StoryEntity;
import dev.twofold.docs.Example.StoryLoader;
import dev.twofold.docs.Example.User;
import dev.twofold.docs.Example.UserEntity;
import dev.twofold.docs.Example.UserLoader;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.relation.Cohorts;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Plan;
import dev.twofold.relation.ToOne;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.DistributedTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  private static SessionFactory sessionFactory;

  private final InMemoryTier tier = new InMemoryTier();
  private final List<String> shown = new ArrayList<>();
  private Twofold twofold;

  @BeforeAll
  static void startDatabase() {
    sessionFactory =
        new Configuration()
            .addAnnotatedClass(UserEntity.class)
            .addAnnotatedClass(StoryEntity.class)
            .addAnnotatedClass(CommentEntity.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:examples;DB_CLOSE_DELAY=-1")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .buildSessionFactory();
    sessionFactory.inTransaction(
        session -> {
          for (long id = 1; id <= 10; id++) {
            UserEntity user = new UserEntity(id, id == 1 ? "ada" : "user " + id);
            session.persist(user);
            StoryEntity story = new StoryEntity(100 + id, "Story " + id, id, user);
            session.persist(story);
            CommentEntity above = null;
            for (long i = 1; i <= 7; i++) {
              above = new CommentEntity(10 * id + i, "comment " + i, story, above, user);
              session.persist(above);
            }
          }
        });
  }

  @AfterAll
  static void stopDatabase() {
    sessionFactory.close();
  }

  @BeforeEach
  void buildEngine() {
    twofold = engine(sessionFactory, tier);
  }

  private static Twofold engine(SessionFactory sessionFactory, DistributedTier redis) {
    // snippet: engine
    Twofold twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(sessionFactory))
            .distributed(redis) // RedissonTier.of(redissonClient), for instance
            .register(new StoryLoader(), new UserLoader(), new CommentLoader())
            .register(new FrontPage(), new StoryCounts(), new Greetings())
            .relations(Relations.class) // those of records and loaders are found without
            .build();
    // end
    return twofold;
  }

  private void show(String title, String author) {
    shown.add(title + " by " + author);
  }

  @Test
  void readme() {
    for (int request = 1; request <= 2; request++) {
      shown.clear();
      try (LoadScope opened = twofold.open()) {
        frontPage(opened);

        assertThat(shown).hasSize(10).startsWith("Story 10 by user 10");
        assertThat(opened.stats().total().statements()).isEqualTo(request == 1 ? 3 : 0);
        assertThat(opened.stats().multiGets()).isEqualTo(3);
      }
    }
  }

  private void frontPage(LoadScope scope) {
    // snippet: readme
    for (Story story : scope.list(FrontPage.class, new Page(1, 30))) {
      show(story.title(), story.author().name());
    }
    // end
  }

  @Test
  void handles() {
    try (LoadScope scope = twofold.open()) {
      // snippet: handles
      List<Story> stories = scope.list(FrontPage.class, new Page(1, 30));
      List<Lazy<User>> authors =
          stories.stream().map(story -> scope.lazy(UserLoader.class, story.authorId())).toList();
      for (int i = 0; i < stories.size(); i++) {
        show(stories.get(i).title(), authors.get(i).require().name());
      }
      // end
      assertThat(scope.stats().total().statements()).isEqualTo(3);
    }
  }

  @Test
  void moreRelations() {
    try (LoadScope scope = twofold.open()) {
      for (Story story : scope.list(FrontPage.class, new Page(1, 30))) {
        assertThat(story.latest()).extracting(Comment::text).startsWith("comment 7").hasSize(5);
        assertThat(Relations.COMMENT_COUNT.of(story)).isEqualTo(7);
        assertThat(Relations.HAS_COMMENTS.of(story)).isTrue();
        assertThat(Relations.NEWEST.require(story).text()).isEqualTo("comment 7");
        assertThat(Relations.QUESTIONS.of(story)).hasSize(1);
        assertThat(Relations.COMMENTERS.of(story)).hasSize(1);
        assertThat(Relations.LAST_ID.find(story)).contains(10 * (story.id() - 100) + 7);
      }
      // The page, its stories, one for each of seven relations, and the authors of the comments.
      assertThat(scope.stats().total().statements()).isEqualTo(10);
    }
  }

  @Test
  void trees() {
    try (LoadScope scope = twofold.open()) {
      Comment comment = scope.require(CommentLoader.class, 11L);
      int depth = 0;
      while (!comment.replies().isEmpty()) {
        comment = comment.replies().get(0);
        depth++;
      }
      assertThat(depth).isEqualTo(6);
      assertThat(scope.stats().total().statements()).isEqualTo(2);
    }
  }

  @Test
  void mapped() {
    try (LoadScope scope = twofold.open()) {
      Story story = scope.require(StoryLoader.class, 101L);
      // snippet: mapped
      User author = ToOne.mapped(Story.class, "author", User.class).require(story);
      // end
      assertThat(author).isSameAs(story.author());
    }
  }

  @Test
  void pages() {
    try (LoadScope scope = twofold.open()) {
      Story story = scope.require(StoryLoader.class, 101L);
      // snippet: pages
      List<Comment> first = Relations.COMMENTS.page(story, null, 3);
      List<Comment> second = Relations.COMMENTS.page(story, first.get(2), 3);
      // end
      assertThat(first).extracting(Comment::id).containsExactly(11L, 12L, 13L);
      assertThat(second).extracting(Comment::id).containsExactly(14L, 15L, 16L);
    }
  }

  @Test
  void plans() {
    try (LoadScope scope = twofold.open()) {
      // snippet: plan
      List<Story> stories = scope.list(FrontPage.class, new Page(1, 30));
      scope.prefetch(
          Plan.of(Story.class)
              .one(Story.AUTHOR)
              .many(Story.LATEST, comment -> comment.one(Comment.AUTHOR))
              .also(Relations.COMMENT_COUNT),
          stories);
      // end
      assertThat(scope.stats().multiGets()).isEqualTo(3);
      stories.forEach(story -> show(story.title(), story.latest().get(0).author().name()));
      assertThat(scope.stats().multiGets()).isEqualTo(3);
    }
  }

  @Test
  void cohorts() {
    try (LoadScope scope = twofold.open()) {
      List<Story> rowsFromElsewhere = List.of(new Story(101, "projected", 1));
      Story story = rowsFromElsewhere.get(0);
      // snippet: cohorts
      scope.adopt(rowsFromElsewhere); // the scope did not load them; now they are a cohort
      User alone = Story.AUTHOR.alone().require(story); // for this story only
      User inBlock = scope.with(Cohorts.NONE, story::author); // whatever is asked in the block
      // end
      assertThat(alone).isSameAs(inBlock);
    }
  }

  @Test
  void ofEntities() {
    try (LoadScope scope = twofold.open();
        Session session = sessionFactory.openSession()) {
      // snippet: of-entities
      ToOne<StoryEntity, User> author = ToOne.mapped(StoryEntity.class, "author", User.class);
      List<StoryEntity> managed =
          session.createSelectionQuery("from Story", StoryEntity.class).getResultList();
      scope.prefetch(Plan.of(StoryEntity.class).one(author), managed);
      // end
      for (StoryEntity story : managed) {
        assertThat(author.require(story).id()).isEqualTo(story.author.getId());
        assertThat(Hibernate.isInitialized(story.author)).isFalse();
      }
      assertThat(scope.stats().total().statements()).isEqualTo(1);
    }
  }

  @Test
  void staleLists() {
    try (LoadScope scope = twofold.open()) {
      Story story = scope.require(StoryLoader.class, 102L);
      int before = Relations.COMMENTS.of(story).size();
      sessionFactory.inTransaction(
          session ->
              session.persist(
                  new CommentEntity(
                      29,
                      "new",
                      session.getReference(StoryEntity.class, 102L),
                      null,
                      session.getReference(UserEntity.class, 1L))));
      // snippet: stale-list
      scope.invalidate(Relations.COMMENTS, List.of(story)); // a comment was added, after the commit
      // end
      assertThat(Relations.COMMENTS.of(story)).hasSize(before + 1);
    }
    sessionFactory.inTransaction(session -> session.remove(session.find(CommentEntity.class, 29L)));
  }

  @Test
  void questions() {
    try (LoadScope scope = twofold.open()) {
      // snippet: questions
      Optional<User> user = scope.find(UserLoader.class, 7L); // one, or empty
      User required = scope.require(UserLoader.class, 7L); // one, or an error that names the key
      Optional<User> ada = scope.findBy(UserLoader.BY_NAME, "ada"); // by a unique key

      Loaded<Long, Story> loaded = scope.findAll(StoryLoader.class, List.of(105L, 103L, 103L, 9L));
      loaded.inOrder(); // 105, 103, 103: the order asked, duplicates repeated
      loaded.found(); // a map of 105 and 103
      loaded.missing(); // [9]: the database has no such story
      loaded.failed(); // keys that could not be answered, each with the reason
      // end
      assertThat(user).containsSame(required);
      assertThat(ada.map(User::id)).contains(1L);
      assertThat(loaded.inOrder()).extracting(Story::id).containsExactly(105L, 103L, 103L);
      assertThat(loaded.found()).containsOnlyKeys(105L, 103L);
      assertThat(loaded.missing()).containsExactly(9L);
      assertThat(loaded.failed()).isEmpty();
    }
  }

  @Test
  void ownLoaders() {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(StoryCounts.class, List.of(1L, 999L)).found())
          .containsEntry(1L, 1L)
          .containsEntry(999L, 0L);
      assertThat(scope.require(Greetings.class, 1L).text()).isEqualTo("Hello, ada");
    }
  }

  @Test
  void handOver() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (LoadScope scope = twofold.open()) {
      // snippet: hand-over
      Future<User> future =
          executor.submit(scope.wrap(() -> LoadScope.current().require(UserLoader.class, 7L)));
      // end
      assertThat(future.get()).isSameAs(scope.require(UserLoader.class, 7L));
      assertThatThrownBy(() -> executor.submit(LoadScope::current).get())
          .hasMessageContaining("LoadScope.wrap");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void afterAWrite() {
    try (LoadScope scope = twofold.open()) {
      User before = scope.require(UserLoader.class, 7L);
      // snippet: invalidate
      sessionFactory.inTransaction(session -> session.find(UserEntity.class, 7L).name = "grace");
      scope.invalidate(UserLoader.class, List.of(7L)); // after the commit
      // end
      assertThat(before.name()).isNotEqualTo("grace");
      assertThat(scope.require(UserLoader.class, 7L).name()).isEqualTo("grace");
    }
  }
}
