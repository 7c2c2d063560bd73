package dev.twofold.relation;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Photo;
import dev.twofold.relation.Community.PhotoLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import dev.twofold.testing.Costs;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that are found by asking relations, while a cohort is selected. */
@Timeout(60)
class AskingKeyTest {

  private final Community community = new Community(20);

  private Twofold twofold(Class<?> relations) {
    return community.builder(settings -> settings).relations(relations).build();
  }

  @Test
  void anotherRelation_bothAreBatched() {
    try (LoadScope scope = twofold(Asking.class).open()) {
      List<Story> stories = Community.stories(scope, 20);
      for (Story story : stories) {
        assertThat(Asking.PHOTO.require(story).id()).isEqualTo(story.authorId());
      }
      assertThat(community.database.statementSizes()).containsExactly(20, 10, 10);
      Costs.check(scope.stats());
    }
  }

  @Test
  void theSameRelation_ofTheOwnerBefore_endsAndMissesNobody() {
    try (LoadScope scope = twofold(Asking.class).open()) {
      Asking.stories = Community.stories(scope, 4);
      for (Story story : Asking.stories) {
        assertThat(Asking.FIRST_AUTHOR.require(story).id()).isEqualTo(2);
      }
      assertThat(community.database.statementSizes()).containsExactly(4, 1);
      Costs.check(scope.stats());
    }
  }

  @Test
  void twoRelations_eachThatOfTheOther_onTwoThreads_doNotWaitForEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (LoadScope scope = twofold(Crossed.class).open()) {
      List<Story> stories = Community.stories(scope, 4);
      Future<User> author =
          threads.submit(scope.wrap((Callable<User>) () -> Crossed.AUTHOR.require(stories.get(0))));
      Future<Photo> photo =
          threads.submit(scope.wrap((Callable<Photo>) () -> Crossed.PHOTO.require(stories.get(1))));

      assertThat(author).succeedsWithin(ofSeconds(30)).extracting(User::id).isEqualTo(2L);
      assertThat(photo).succeedsWithin(ofSeconds(30)).extracting(Photo::id).isEqualTo(2L);
      assertThat(stories)
          .extracting(each -> Crossed.AUTHOR.require(each).id())
          .containsExactly(2L, 3L, 3L, 5L);
      assertThat(stories)
          .extracting(each -> Crossed.PHOTO.require(each).id())
          .containsExactly(1L, 2L, 3L, 5L);
      assertThat(community.database.statementSizes()).hasSizeLessThanOrEqualTo(5);
      Costs.check(scope.stats());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Relations whose keys are found by other relations, or by themselves. */
  static final class Asking {
    private static List<Story> stories = List.of();

    static final ToOne<Story, Photo> PHOTO =
        ToOne.of(Story.class, story -> story.author().photoId(), PhotoLoader.class);
    static final ToOne<Story, User> FIRST_AUTHOR =
        ToOne.of(Story.class, Asking::authorOfTheFirst, UserLoader.class);

    private static long authorOfTheFirst(Story story) {
      return story.id() == 1
          ? story.authorId()
          : Asking.FIRST_AUTHOR.require(stories.get((int) story.id() - 2)).id();
    }
  }

  /**
   * Two relations, each of which has a story whose key is found by the other: the threads meet
   * there, each while it selects a cohort.
   */
  static final class Crossed {
    private static final CountDownLatch SELECTS_AUTHORS = new CountDownLatch(1);
    private static final CountDownLatch SELECTS_PHOTOS = new CountDownLatch(1);

    static final ToOne<Story, User> AUTHOR =
        ToOne.of(Story.class, Crossed::author, UserLoader.class);
    static final ToOne<Story, Photo> PHOTO =
        ToOne.of(Story.class, Crossed::photo, PhotoLoader.class);

    private static long author(Story story) {
      if (story.id() != 3) {
        return story.authorId();
      }
      meet(SELECTS_AUTHORS, SELECTS_PHOTOS);
      return Crossed.PHOTO.require(story).id();
    }

    private static long photo(Story story) {
      if (story.id() != 4) {
        return story.id();
      }
      meet(SELECTS_PHOTOS, SELECTS_AUTHORS);
      return Crossed.AUTHOR.require(story).id();
    }

    private static void meet(CountDownLatch here, CountDownLatch there) {
      here.countDown();
      try {
        assertThat(there.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
