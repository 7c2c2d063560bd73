package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.docs.Example.FrontPage;
import dev.twofold.docs.Example.Greetings;
import dev.twofold.docs.Example.Page;
import dev.twofold.docs.Example.Story;
import dev.twofold.docs.Example.StoryCounts;
import dev.twofold.docs.Example.StoryEntity;
import dev.twofold.docs.Example.StoryLoader;
import dev.twofold.docs.Example.User;
import dev.twofold.docs.Example.UserEntity;
import dev.twofold.docs.Example.UserLoader;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.DistributedTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:examples;DB_CLOSE_DELAY=-1")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .buildSessionFactory();
    sessionFactory.inTransaction(
        session -> {
          for (long id = 1; id <= 10; id++) {
            UserEntity user = new UserEntity(id, id == 1 ? "ada" : "user " + id);
            session.persist(user);
            session.persist(new StoryEntity(100 + id, "Story " + id, id, user));
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
            .register(new StoryLoader(), new UserLoader(), new FrontPage())
            .register(new StoryCounts(), new Greetings())
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
    List<Story> stories = scope.list(FrontPage.class, new Page(1, 30));
    List<Lazy<User>> authors =
        stories.stream().map(story -> scope.lazy(UserLoader.class, story.authorId())).toList();
    for (int i = 0; i < stories.size(); i++) {
      show(stories.get(i).title(), authors.get(i).require().name());
    }
    // end
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
