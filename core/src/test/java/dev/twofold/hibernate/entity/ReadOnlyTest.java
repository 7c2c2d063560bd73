package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.testing.OtherThread;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What copies refuse, in which words, and to whom they belong. */
class ReadOnlyTest {

  private static final String HOW_TO_WRITE =
      "write with a Hibernate session: load the entity there by its id and change that one";

  private static PressDatabase press;

  @BeforeAll
  static void open() {
    press = PressDatabase.onH2().fill(4, 2);
  }

  @AfterAll
  static void close() {
    press.close();
  }

  @Nested
  class Changes {

    @Test
    void setter_isRefused() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 1L);
        assertThatThrownBy(() -> story.setTitle("other"))
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessage(
                "Story.setTitle: a copy made by LoadScope.entities() is read-only; "
                    + HOW_TO_WRITE);
        assertThat(story.getTitle()).isEqualTo("story 1");
      }
    }

    @Test
    void fieldAssignment_staysInTheCopyOfThisRequest() {
      try (LoadScope scope = press.open()) {
        scope.entities().require(Story.class, 1L).rename("other");
      }
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 1L).getTitle()).isEqualTo("story 1");
      }
    }

    @Test
    void arrayOfACopy_isItsOwn() {
      try (LoadScope scope = press.open();
          LoadScope other = press.open()) {
        scope.entities().require(Story.class, 1L).digest[0] = 99;
        assertThat(other.entities().require(Story.class, 1L).digest[0]).isEqualTo((byte) 1);
      }
    }

    @Test
    void changeOfACollection_isRefused() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 1L);
        assertThatThrownBy(() -> story.getRemarks().clear())
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessage(
                "Story.remarks: the collections of a copy made by LoadScope.entities() are"
                    + " read-only; "
                    + HOW_TO_WRITE);
        assertThatThrownBy(() -> story.prices.put("web", null)).hasMessageContaining(HOW_TO_WRITE);
        assertThatThrownBy(() -> story.getLabels().add(null)).hasMessageContaining(HOW_TO_WRITE);
        assertThatThrownBy(() -> story.keywords.remove(0)).hasMessageContaining(HOW_TO_WRITE);
        assertThatThrownBy(
                () -> {
                  var each = story.keywords.iterator();
                  each.next();
                  each.remove();
                })
            .hasMessageContaining(HOW_TO_WRITE);
        assertThat(story.keywords).hasSize(2);
      }
    }
  }

  @Nested
  class Sessions {

    private void refused(String operation, BiConsumer<Session, Object> use) {
      try (LoadScope scope = press.open();
          Session session = press.database().sessionFactory().openSession()) {
        session.beginTransaction();
        Story story = scope.entities().require(Story.class, 1L);
        for (Object copy : List.of(story, story.getWriter())) {
          String type = copy == story ? "Story" : "Writer";
          assertThatThrownBy(() -> use.accept(session, copy))
              .isInstanceOf(UnsupportedOperationException.class)
              .hasMessage(
                  operation
                      + " of a copy of "
                      + type
                      + ": copies made by LoadScope.entities() are read-only; "
                      + HOW_TO_WRITE);
        }
      }
    }

    @Test
    void merge_isRefused() {
      refused("merge", Session::merge);
    }

    @Test
    void persist_isRefused() {
      refused("persist", Session::persist);
    }

    @Test
    void remove_isRefused() {
      refused("remove", Session::remove);
    }

    @Test
    void lock_isRefused() {
      refused("lock", (session, copy) -> session.lock(copy, LockModeType.PESSIMISTIC_READ));
    }

    @Test
    void refresh_isRefused() {
      refused("refresh", Session::refresh);
    }

    @Test
    void statelessSession_refusesToo_evenUnderTheNameOfTheEntity() {
      String name = Story.class.getName();
      try (LoadScope scope = press.open();
          StatelessSession session = press.database().sessionFactory().openStatelessSession()) {
        session.beginTransaction();
        Story story = scope.entities().require(Story.class, 1L);
        assertThatThrownBy(() -> session.update(name, story))
            .hasMessageStartingWith("update of a copy of Story: copies made by");
        assertThatThrownBy(() -> session.upsert(name, story))
            .hasMessageStartingWith("upsert of a copy of Story: copies made by");
        assertThatThrownBy(() -> session.delete(name, story))
            .hasMessageStartingWith("delete of a copy of Story: copies made by");
      }
    }

    @Test
    void statelessSession_thatIsGivenTheCopyAlone_namesTheReadOnlyCopy() {
      try (LoadScope scope = press.open();
          StatelessSession session = press.database().sessionFactory().openStatelessSession()) {
        session.beginTransaction();
        Story story = scope.entities().require(Story.class, 1L);
        assertThatThrownBy(() -> session.update(story))
            .hasMessageContaining("Story$TwofoldReadOnlyCopy");
      }
    }

    @Test
    void ownEntities_areWrittenAsBefore() {
      press
          .database()
          .sessionFactory()
          .inTransaction(session -> session.find(Story.class, 2L).setTitle("story 2"));
    }
  }

  @Nested
  class Scopes {

    @Test
    void unreadAssociation_ofAClosedScope_fails() {
      LoadScope scope = press.open();
      Story story = scope.entities().require(Story.class, 1L);
      scope.close();
      assertThat(story.getTitle()).isEqualTo("story 1");
      assertThat(story.getWriter().getId()).isEqualTo(2L);
      assertThatThrownBy(() -> story.getWriter().getName())
          .isInstanceOf(LazyInitializationException.class)
          .hasMessage(
              "Story.writer was not read before its scope was closed; touch it while the request"
                  + " goes on, or find the entity in a scope of your own, opened with"
                  + " Twofold.open()");
      assertThatThrownBy(() -> story.getRemarks().size())
          .isInstanceOf(LazyInitializationException.class)
          .hasMessageStartingWith("Story.remarks was not read before its scope was closed");
    }

    @Test
    void whatWasRead_staysReadable() {
      LoadScope scope = press.open();
      Story story = scope.entities().require(Story.class, 1L);
      assertThat(story.getWriter().getName()).isEqualTo("writer 2");
      assertThat(story.getRemarks()).hasSize(3);
      scope.close();
      assertThat(story.getWriter().getName()).isEqualTo("writer 2");
      assertThat(story.getRemarks()).hasSize(3);
    }

    @Test
    void anotherThread_readsThroughTheScopeOfTheCopy() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 1L);
        String name = OtherThread.supply(() -> story.getWriter().getName()).join();
        assertThat(name).isEqualTo("writer 2");
        assertThat(press.statements()).isEqualTo(2);
      }
    }

    @Test
    void threadsThatTouchTheSame_readItOnce() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, List.of(1L, 2L, 3L, 4L));
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Integer>> threads =
            IntStream.range(0, 8)
                .mapToObj(
                    thread ->
                        OtherThread.supply(
                            () -> {
                              awaitUninterruptibly(start);
                              return stories.stream()
                                  .mapToInt(
                                      story ->
                                          story.getRemarks().size()
                                              + story.getWriter().getName().length())
                                  .sum();
                            }))
                .toList();
        start.countDown();
        assertThat(threads).allMatch(thread -> thread.join() == 4 * (3 + "writer 1".length()));
        assertThat(press.statements()).isEqualTo(3);
      }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Test
    void closedScope_givesNoEntities() {
      LoadScope scope = press.open();
      scope.close();
      assertThatThrownBy(scope::entities)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the scope is closed");
    }
  }

  @Nested
  class Identity {

    @Test
    void copy_isEqualToAProxyAndToAManagedEntity() {
      try (LoadScope scope = press.open();
          Session session = press.database().sessionFactory().openSession()) {
        Writer proxy = scope.entities().require(Story.class, 1L).getWriter();
        Writer managed = session.find(Writer.class, 2L);
        assertThat(proxy).isEqualTo(managed).hasSameHashCodeAs(managed);
        assertThat(managed).isEqualTo(proxy);
        assertThat(Hibernate.unproxy(proxy)).isEqualTo(managed);
      }
    }

    @Test
    void persistentClass_isTheEntity_ofCopiesToo() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 1L);
        assertThat(((HibernateProxy) story).getHibernateLazyInitializer().getPersistentClass())
            .isEqualTo(Story.class);
        assertThat(Hibernate.getClassLazy(story)).isEqualTo(Story.class);
        assertThat(Hibernate.isInitialized(story)).isTrue();
        assertThat(Hibernate.unproxy(story)).isSameAs(story);
      }
    }
  }
}
