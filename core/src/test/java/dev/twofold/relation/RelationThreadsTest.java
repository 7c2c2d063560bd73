package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.twofold.LoadScope;
import dev.twofold.LoadScope.Binding;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.key.ParameterValues;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.testing.Costs;
import dev.twofold.testing.RecordingLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Relations on several threads, on the wrong one, and after the request. */
@Timeout(60)
class RelationThreadsTest {

  private static final String NO_SCOPE =
      "no scope is bound to thread 'other'. In a request, map TwofoldFilter to its URL; on another"
          + " thread of the request, hand the scope over with LoadScope.wrap; elsewhere, open one"
          + " with Twofold.open()";

  private final Community community = new Community(20);
  private final Twofold twofold = community.twofold();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
    twofold.close();
  }

  private static <T> T outcome(Future<T> task) throws Exception {
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a task failed: " + e.getCause(), e.getCause());
    }
  }

  /** Runs tasks that start at the same moment. */
  private void atOnce(LoadScope scope, List<Callable<Void>> tasks) throws Exception {
    CountDownLatch ready = new CountDownLatch(tasks.size());
    List<Future<Void>> running = new ArrayList<>();
    for (Callable<Void> task : tasks) {
      running.add(
          threads.submit(
              scope.wrap(
                  (Callable<Void>)
                      () -> {
                        ready.countDown();
                        ready.await();
                        return task.call();
                      })));
    }
    for (Future<Void> each : running) {
      outcome(each);
    }
  }

  @Nested
  class Handover {

    @Test
    void wrapped_resolvesForTheWholeRequest() throws Exception {
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        User author = outcome(threads.submit(scope.wrap((Callable<User>) stories.get(0)::author)));
        assertThat(stories.get(0).author()).isSameAs(author);
        stories.forEach(Story::author);
        assertThat(community.database.statementSizes()).containsExactly(20, 10);
      }
    }

    @Test
    void bound_resolvesUntilTheBindingIsClosed() {
      LoadScope scope = twofold.openUnbound(ParameterValues.none());
      Story story;
      try (Binding bound = scope.bind()) {
        assertThat(bound).isNotNull();
        story = Community.stories(scope, 1).get(0);
        assertThat(story.author()).isNotNull();
      }
      assertThatIllegalStateException()
          .isThrownBy(story::author)
          .withMessageStartingWith("no scope is bound to thread");
      scope.close();
    }

    @Test
    void without_saysHowToHandTheScopeOver() throws Exception {
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 1).get(0);
        Thread[] other = new Thread[1];
        Future<?> task =
            threads.submit(
                () -> {
                  other[0] = Thread.currentThread();
                  Thread.currentThread().setName("other");
                  for (Runnable question :
                      List.<Runnable>of(
                          story::author,
                          story::editor,
                          () -> Story.COMMENTS.of(story),
                          () -> Story.COMMENT_COUNT.of(story),
                          () -> Story.TOP_SCORE.find(story),
                          () -> Story.AUTHOR.lazy(story),
                          () -> Story.COMMENTS.page(story, null, 1))) {
                    assertThatIllegalStateException()
                        .isThrownBy(question::run)
                        .withMessage(NO_SCOPE);
                  }
                });
        outcome(task);
        assertThat(other[0]).isNotNull();
      }
    }

    @Test
    void afterTheRequest_isNoScope_andWithAnotherOneItsOwnAnswer() {
      Story story;
      try (LoadScope scope = twofold.open()) {
        story = Community.stories(scope, 1).get(0);
        assertThat(story.author()).isNotNull();
      }
      assertThatIllegalStateException().isThrownBy(story::author);
      try (LoadScope next = twofold.open()) {
        assertThat(story.author().id()).isEqualTo(2);
        assertThat(next.stats().waves()).isEqualTo(1);
      }
    }

    @Test
    void closedScopeStillBoundElsewhere_saysThatItIsClosed() throws Exception {
      LoadScope scope = twofold.openUnbound(ParameterValues.none());
      CountDownLatch bound = new CountDownLatch(1);
      CountDownLatch closed = new CountDownLatch(1);
      Future<?> task =
          threads.submit(
              scope.wrap(
                  () -> {
                    Story story = Community.stories(scope, 1).get(0);
                    bound.countDown();
                    try {
                      closed.await();
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                    for (Runnable question :
                        List.<Runnable>of(
                            story::author,
                            story::editor,
                            () -> Story.COMMENTS.page(story, null, 1),
                            () -> Story.AUTHOR.lazy(story),
                            () -> scope.adopt(List.of(story)),
                            () -> scope.invalidate(Story.COMMENTS, List.of(story)),
                            () ->
                                scope.prefetch(
                                    Plan.of(Story.class).one(Story.AUTHOR), List.of(story)))) {
                      assertThatIllegalStateException()
                          .isThrownBy(question::run)
                          .withMessageStartingWith(
                              "the scope is closed; it ends with its request.");
                    }
                  }));
      bound.await();
      scope.close();
      closed.countDown();
      outcome(task);
    }
  }

  static final class RecordingNames extends RecordingLoader<Long, String> {
    RecordingNames() {
      super(Map.of(1L, "one"));
    }
  }

  @Nested
  class AtOnce {

    @RepeatedTest(20)
    void touches_loadEachKeyOnce() throws Exception {
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          List<Story> own = new ArrayList<>(stories);
          Collections.shuffle(own, new Random(i));
          tasks.add(
              () -> {
                for (Story story : own) {
                  assertThat(story.author().id()).isEqualTo(story.id() % 10 + 1);
                  assertThat(Story.COMMENTS.of(story)).hasSize(3);
                  for (Comment comment : Story.COMMENTS.of(story)) {
                    assertThat(Comment.AUTHOR.require(comment).id()).isEqualTo(comment.score());
                  }
                  assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(3);
                }
                return null;
              });
        }
        atOnce(scope, tasks);

        assertThat(scope.stats().loader("UserLoader").database()).isEqualTo(10);
        assertThat(scope.stats().loader("Story.COMMENTS").database()).isEqualTo(20);
        assertThat(scope.stats().total().unread()).isZero();
        Costs.check(scope.stats());
      }
    }

    @Test
    void touchThatWaitsTooLong_fails_andCountsEachKeyOnce() throws Exception {
      RecordingNames names = new RecordingNames();
      Twofold hasty =
          community
              .builder(settings -> settings.databaseBudget(Duration.ofMillis(20)))
              .register(names)
              .build();
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch refused = new CountDownLatch(1);
      names.runInside(
          () -> {
            loading.countDown();
            try {
              refused.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
      try (LoadScope scope = hasty.open()) {
        List<Story> stories = Community.stories(scope, 10);
        Future<?> slow = threads.submit(scope.wrap(() -> scope.find(RecordingNames.class, 1L)));
        loading.await();
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(stories.get(0)::author)
            .withMessage(
                "UserLoader was not asked: another thread of this request has been loading for"
                    + " PT0.02S. A load must not wait for a thread that uses the same scope");
        refused.countDown();
        outcome(slow);
        assertThat(stories.get(0).author().id()).isEqualTo(2);
        Costs.check(scope.stats());
      }
    }

    @RepeatedTest(20)
    void touchesAndInvalidations_answerEveryone() throws Exception {
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          tasks.add(
              () -> {
                for (Story story : stories) {
                  assertThat(Story.COMMENTS.of(story)).hasSize(3);
                  assertThat(Story.COMMENTERS.of(story)).hasSize(3);
                  assertThat(Story.PHOTO.require(story)).isNotNull();
                }
                return null;
              });
        }
        tasks.add(
            () -> {
              for (long id = 1; id <= 10; id++) {
                scope.invalidate(Community.UserLoader.class, List.of(id));
                scope.invalidate(Story.COMMENTS, List.of(stories.get((int) id)));
                scope.invalidate(Community.CommentLoader.class, List.of(10 * id + 1));
              }
              return null;
            });
        atOnce(scope, tasks);
        Costs.check(scope.stats());
      }
    }

    @RepeatedTest(10)
    void plansAndTouches_loadEachKeyOnce() throws Exception {
      Plan<Story> plan =
          Plan.of(Story.class)
              .one(Story.AUTHOR, user -> user.one(User.PHOTO))
              .many(Story.COMMENTS, comment -> comment.one(Comment.AUTHOR));
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        Callable<Void> planned =
            () -> {
              scope.prefetch(plan, stories);
              return null;
            };
        Callable<Void> touching =
            () -> {
              stories.forEach(story -> assertThat(story.author().photo()).isNotNull());
              stories.forEach(story -> assertThat(Story.COMMENTERS.of(story)).hasSize(3));
              return null;
            };
        atOnce(scope, List.of(planned, touching, planned, touching));
        assertThat(scope.stats().loader("PhotoLoader").database()).isEqualTo(10);
        assertThat(scope.stats().loader("UserLoader").database()).isEqualTo(10);
        assertThat(scope.stats().loader("Story.COMMENTS").database()).isEqualTo(20);
        Costs.check(scope.stats());
      }
    }
  }
}
