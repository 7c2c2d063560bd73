package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** What two threads see that touch the copies of one scope at once. */
class CopiesThreadsTest {

  private static final List<Long> IDS = LongStream.rangeClosed(1, 8).boxed().toList();
  private static final int ROUNDS = 50;

  private static PressDatabase press;

  @BeforeAll
  static void open() {
    press = new PressDatabase(TestDatabase.h2(Press.ALL), new InMemoryTier()).fill(8, 4);
  }

  @AfterAll
  static void close() {
    press.close();
  }

  private static <T> CompletableFuture<T> after(CyclicBarrier start, Supplier<T> action) {
    return OtherThread.supply(
        () -> {
          try {
            start.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
          }
          return action.get();
        });
  }

  @RepeatedTest(ROUNDS)
  void differentWays_leadToTheSameInstances() {
    try (LoadScope scope = press.open()) {
      List<Story> stories = scope.entities().requireAll(Story.class, IDS);
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<List<Writer>> portrayed =
          after(
              start,
              () ->
                  stories.stream()
                      .map(Story::getWriter)
                      .filter(Writer::isPortrayed)
                      .map(writer -> writer.getPortrait().getWriter())
                      .toList());
      CompletableFuture<List<Story>> back =
          after(
              start,
              () ->
                  stories.stream()
                      .map(story -> story.getWriter().getStories().get(story.getTitle()))
                      .toList());
      assertThat(back.join()).hasSize(8).zipSatisfy(stories, (a, b) -> assertThat(a).isSameAs(b));
      List<Writer> writers =
          stories.stream().map(Story::getWriter).filter(Writer::isPortrayed).toList();
      assertThat(portrayed.join())
          .hasSize(6)
          .zipSatisfy(writers, (a, b) -> assertThat(a).isSameAs(b));
    }
  }

  @RepeatedTest(ROUNDS)
  void invalidate_whileAnotherThreadTouches_letsTheNextFindSeeWhatIsNew() {
    try (LoadScope scope = press.open()) {
      Story story = scope.entities().require(Story.class, 1L);
      Writer before = story.getWriter();
      String old = nameOfWriter();
      String changed = old + "'";
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<String> touched = after(start, before::getName);
      CompletableFuture<Void> written =
          after(
              start,
              () -> {
                press
                    .database()
                    .sessionFactory()
                    .inTransaction(session -> session.find(Writer.class, 2L).name = changed);
                scope.entities().invalidate(Writer.class, List.of(2L));
                return null;
              });
      written.join();
      assertThat(touched.join()).isIn(old, changed);
      assertThat(scope.entities().require(Writer.class, 2L).getName()).isEqualTo(changed);
      assertThat(before.getName()).isIn(old, changed);
    }
    try (LoadScope scope = press.open()) {
      assertThat(scope.entities().require(Writer.class, 2L).getName()).isEqualTo(nameOfWriter());
    }
  }

  private static String nameOfWriter() {
    return press
        .database()
        .sessionFactory()
        .fromSession(session -> session.find(Writer.class, 2L).getName());
  }
}
