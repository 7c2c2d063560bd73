package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Photo;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.RecordingLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a failure costs, whom it is told, and when it is tried again. */
class RelationFailureTest {

  private final Community community = new Community(20);

  private void breakDatabase() {
    community.database.failStatements(new IllegalStateException("secret 42"));
  }

  private void repairDatabase() {
    community.database.failStatements(null);
  }

  @Nested
  class DeadDatabase {

    @Test
    void everyKeyIsToldOnce_thenAllAreTriedInOneWave() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        breakDatabase();

        for (Story story : stories.subList(0, 10)) {
          assertThatExceptionOfType(LoadException.class)
              .isThrownBy(story::author)
              .withMessage(
                  "UserLoader (region default) could not load 10 keys: IllegalStateException");
        }
        assertThat(community.database.statementSizes()).containsExactly(20, 10);

        for (Story story : stories.subList(10, 20)) {
          assertThatExceptionOfType(LoadException.class).isThrownBy(story::author);
        }
        assertThat(community.database.statementSizes()).containsExactly(20, 10, 10);
        assertThat(Costs.of(scope, "UserLoader"))
            .isEqualTo("asked=20 errors=20 statements=2 batches=2");
      }
    }

    @Test
    void recovered_theNextTouchResolvesAll() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        breakDatabase();
        stories.subList(0, 10).forEach(story -> assertThatThrownBy(story::author).isNotNull());
        repairDatabase();

        assertThat(stories).extracting(story -> story.author().id()).hasSize(20);
        assertThat(community.database.statementSizes()).containsExactly(20, 10, 10);
        Costs.check(scope.stats());
      }
    }

    @Test
    void foreignOwners_eachIsOneAttempt() {
      try (LoadScope scope = community.twofold().open()) {
        breakDatabase();
        for (int i = 0; i < 3; i++) {
          Story foreign = new Story(900 + i, "foreign", 1, null, "none");
          assertThatExceptionOfType(LoadException.class).isThrownBy(foreign::author);
        }

        assertThat(scope.stats().loader("UserLoader").errors()).isEqualTo(3);
        assertThat(community.database.statementSizes()).containsExactly(1, 1, 1);
      }
    }
  }

  @Nested
  class RowsOfAList {

    private Twofold withCachedListsOnly() {
      Twofold twofold = community.twofold();
      try (LoadScope scope = twofold.open()) {
        Community.stories(scope, 2).forEach(Story.COMMENTS::of);
        scope.invalidate(CommentLoader.class, List.of(11L, 12L, 13L, 21L, 22L, 23L));
      }
      return twofold;
    }

    @Test
    void recovered_oneTouchTriesAllRowsOfTheOwnerAgain() {
      try (LoadScope scope = withCachedListsOnly().open()) {
        List<Story> stories = Community.stories(scope, 2);
        breakDatabase();
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(() -> Story.COMMENTS.of(stories.get(0)));
        repairDatabase();

        assertThat(Story.COMMENTS.of(stories.get(0)))
            .extracting(Comment::id)
            .containsExactly(11L, 12L, 13L);
        assertThat(community.database.statementSizes()).endsWith(6, 3);
        Costs.check(scope.stats());
      }
    }

    @Test
    void dead_theOtherOwnerIsToldWithoutAnAttempt() {
      try (LoadScope scope = withCachedListsOnly().open()) {
        List<Story> stories = Community.stories(scope, 2);
        breakDatabase();
        int before = community.database.statements();
        stories.forEach(
            story ->
                assertThatExceptionOfType(LoadException.class)
                    .isThrownBy(() -> Story.COMMENTS.of(story)));

        assertThat(community.database.statements() - before).isEqualTo(1);
      }
    }
  }

  @Nested
  class Forgotten {

    @Test
    void invalidate_afterAFailure_theNextTouchLoads() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 2);
        breakDatabase();
        assertThatThrownBy(() -> stories.get(0).author()).isInstanceOf(LoadException.class);
        repairDatabase();
        scope.invalidate(UserLoader.class, List.of(3L));

        assertThat(stories.get(1).author().id()).isEqualTo(3);
      }
    }

    @Test
    void valueFoundMeanwhile_andForgotten_isLoadedAgain() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 2);
        breakDatabase();
        assertThatThrownBy(() -> stories.get(0).author()).isInstanceOf(LoadException.class);
        repairDatabase();
        assertThat(scope.find(UserLoader.class, 3L)).isPresent();
        scope.invalidate(UserLoader.class, List.of(3L));

        assertThat(stories.get(1).author().id()).isEqualTo(3);
      }
    }
  }

  @Nested
  class Prefetch {

    @Test
    void dead_failsForNoKey_andIsToldWhereItIsRead() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 10);
        breakDatabase();
        scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR).many(Story.COMMENTS), stories);
        assertThat(community.database.statementSizes()).containsExactly(10, 10, 10);

        for (Story story : stories) {
          assertThatExceptionOfType(LoadException.class).isThrownBy(story::author);
          assertThatExceptionOfType(LoadException.class).isThrownBy(() -> Story.COMMENTS.of(story));
        }
        assertThat(community.database.statements()).isEqualTo(3);
        Costs.check(scope.stats());
      }
    }

    @Test
    void repeatedAfterRecovery_loads() {
      Plan<Story> plan = Plan.of(Story.class).one(Story.AUTHOR);
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 10);
        breakDatabase();
        scope.prefetch(plan, stories);
        repairDatabase();
        scope.prefetch(plan, stories);

        assertThat(stories).extracting(story -> story.author().id()).hasSize(10);
        assertThat(community.database.statementSizes()).containsExactly(10, 10, 10);
        Costs.check(scope.stats());
      }
    }
  }

  @Nested
  class OneKey {

    @Test
    void failsForItsOwnersOnly() {
      PhotoFiles files = new PhotoFiles();
      files.behave(
          (keys, truth, context) -> {
            truth.put(2L, null);
            return truth;
          });
      try (LoadScope scope =
          community.builder(s -> s).register(files).relations(Files.class).build().open()) {
        List<User> users = scope.requireAll(UserLoader.class, List.of(1L, 2L, 3L));

        assertThat(Files.FILE.require(users.get(0))).isEqualTo("file 1");
        assertThat(Files.FILE.require(users.get(2))).isEqualTo("file 3");
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(() -> Files.FILE.find(users.get(1)))
            .withMessage(
                "PhotoFiles (region default) answered null for 1 of 3 keys; leave a key out of"
                    + " the map where nothing exists");
        files.recover();
        assertThat(Files.FILE.find(users.get(1))).contains("file 2");
        assertThat(files.batchSizes()).containsExactly(3, 1);
        Costs.check(scope.stats());
      }
    }
  }

  @Nested
  class CodeOfOwners {

    @Test
    void ofAnotherOwner_doesNotFailWhoAsked() {
      try (LoadScope scope = community.builder(s -> s).relations(Fragile.class).build().open()) {
        List<User> users = scope.requireAll(UserLoader.class, List.of(1L, 2L, 3L));

        assertThat(Fragile.PHOTO.require(users.get(0)).id()).isEqualTo(1);
        assertThat(Fragile.PHOTO.require(users.get(2)).id()).isEqualTo(3);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Fragile.PHOTO.find(users.get(1)))
            .withMessage("user 2 has no photo");
        assertThat(community.database.statementSizes()).containsExactly(3, 2);
        Costs.check(scope.stats());
      }
    }

    @Test
    void ofAnotherOwner_onTheSecondHop_doesNotFailWhoAsked() {
      try (LoadScope scope = community.builder(s -> s).relations(Fragile.class).build().open()) {
        List<Story> stories = Community.stories(scope, 3);

        assertThat(Fragile.AUTHORS_PHOTO.require(stories.get(1)).id()).isEqualTo(3);
        assertThat(Fragile.AUTHORS_PHOTO.require(stories.get(2)).id()).isEqualTo(4);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Fragile.AUTHORS_PHOTO.find(stories.get(0)));
        assertThat(community.database.statementSizes()).containsExactly(3, 3, 2);
        Costs.check(scope.stats());
      }
    }

    @Test
    void inAPlan_isThrownWhereItIsRead() {
      try (LoadScope scope = community.builder(s -> s).relations(Fragile.class).build().open()) {
        List<User> users = scope.requireAll(UserLoader.class, List.of(1L, 2L, 3L));
        scope.prefetch(Plan.of(User.class).one(Fragile.PHOTO), users);

        assertThat(community.database.statementSizes()).containsExactly(3, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> Fragile.PHOTO.find(users.get(1)));
        Costs.check(scope.stats());
      }
    }

    @Test
    void ofWhoAsked_isThrownAsItIs_andCountsNothing() {
      try (LoadScope scope = community.builder(s -> s).relations(Fragile.class).build().open()) {
        User user = scope.require(UserLoader.class, 2L);
        assertThatIllegalArgumentException().isThrownBy(() -> Fragile.PHOTO.find(user));
        assertThat(Costs.of(scope, "PhotoLoader")).isEmpty();
      }
    }
  }

  @Nested
  class DeadTier {

    @Test
    void theDatabaseAnswers_atTheSameCost() {
      FlakyTier flaky = new FlakyTier(community.tier);
      Twofold twofold = community.builder(s -> s).distributed(flaky).build();
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        flaky.fail();
        stories.forEach(story -> assertThat(story.author().photo()).isNotNull());

        assertThat(community.database.statementSizes()).containsExactly(20, 10, 10);
        assertThat(Costs.of(scope))
            .isEqualTo("waves=3 multiGets=2 multiSets=1 distributedFailures=1 skipped=1");
      }
    }
  }

  /** Relations whose key function fails for user 2. */
  static final class Fragile {
    static final ToOne<User, Photo> PHOTO =
        ToOne.of(User.class, Fragile::photo, Community.PhotoLoader.class);
    static final ToOne<Story, Photo> AUTHORS_PHOTO = Story.AUTHOR.then(PHOTO);

    private static Long photo(User user) {
      if (user.id() == 2) {
        throw new IllegalArgumentException("user 2 has no photo");
      }
      return user.id();
    }
  }

  /** Declared apart from its engine's other relations, whose engines do not have the loader. */
  static final class Files {
    static final ToOne<User, String> FILE = ToOne.of(User.class, User::photoId, PhotoFiles.class);
  }

  static final class PhotoFiles extends RecordingLoader<Long, String> {
    PhotoFiles() {
      super(files());
    }

    private static Map<Long, String> files() {
      Map<Long, String> files = new HashMap<>();
      for (long id = 1; id <= 10; id++) {
        files.put(id, "file " + id);
      }
      return files;
    }
  }
}
