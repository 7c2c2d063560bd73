package dev.twofold.relation;

import static dev.twofold.criteria.Condition.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.tier.Source;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Declaring stale which objects owners have, in this request and for all others. */
class RelationInvalidationTest {

  private final Community community = new Community(3);
  private final Twofold twofold =
      community
          .builder(settings -> settings)
          .distributed(community.tier)
          .relations(More.class)
          .build();

  private static List<Long> ids(List<Comment> comments) {
    return comments.stream().map(Comment::id).toList();
  }

  private void warmEverything() {
    try (LoadScope scope = twofold.open()) {
      for (Story story : Community.stories(scope, 3)) {
        Story.COMMENT_COUNT.of(story);
        Story.HAS_COMMENTS.of(story);
        Story.TOP_SCORE.find(story);
        Story.COMMENTS.of(story);
        Story.LATEST.of(story);
        Story.BEST.find(story);
        More.GOOD.of(story);
      }
    }
  }

  private void check(Story story, int comments) {
    assertThat(Story.COMMENT_COUNT.alone().of(story)).isEqualTo(comments);
    assertThat(Story.HAS_COMMENTS.of(story)).isTrue();
    assertThat(Story.TOP_SCORE.find(story)).contains(comments == 3 ? 3 : 9);
    assertThat(Story.COMMENTS.of(story)).hasSize(comments);
    assertThat(ids(Story.LATEST.of(story))).hasSize(2).startsWith(comments == 3 ? 13L : 14L);
    assertThat(Story.BEST.require(story).score()).isEqualTo(comments == 3 ? 3 : 9);
    assertThat(More.GOOD.of(story)).hasSize(comments - 1);
  }

  @Test
  void oneRelation_coversAllThatFollowsFromTheSameRows() {
    warmEverything();
    community.comment(new Comment(14, 1, null, 1, 9));
    try (LoadScope scope = twofold.open()) {
      Story story = Community.stories(scope, 3).get(0);
      check(story, 3);
      assertThat(scope.invalidate(Story.COMMENTS, List.of(story))).isTrue();
      assertThat(scope.stats().removals()).isEqualTo(1);
      check(story, 4);
      Costs.check(scope.stats());
    }
    try (LoadScope scope = twofold.open()) {
      check(Community.stories(scope, 3).get(0), 4);
      assertThat(scope.stats().total().statements()).isZero();
    }
  }

  @Test
  void aCount_coversItsListsToo() {
    warmEverything();
    community.comment(new Comment(14, 1, null, 1, 9));
    try (LoadScope scope = twofold.open()) {
      Story story = Community.stories(scope, 3).get(0);
      scope.invalidate(Story.COMMENT_COUNT, List.of(story));
      check(story, 4);
    }
  }

  @Test
  void otherOwners_areLeftAlone() {
    warmEverything();
    try (LoadScope scope = twofold.open()) {
      scope.invalidate(Story.COMMENTS, Community.stories(scope, 3).subList(0, 1));
    }
    try (LoadScope scope = twofold.open()) {
      for (Story story : Community.stories(scope, 3)) {
        assertThat(Story.COMMENTS.of(story)).hasSize(3);
      }
      assertThat(scope.stats().loader("Story.COMMENTS").database()).isEqualTo(1);
      assertThat(scope.stats().loader("Story.COMMENTS").distributed()).isEqualTo(2);
    }
  }

  @Test
  void rows_areLeftAlone() {
    warmEverything();
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 3);
      Comment before = Story.COMMENTS.of(stories.get(0)).get(0);
      scope.invalidate(Story.COMMENTS, stories);
      assertThat(Story.COMMENTS.of(stories.get(0)).get(0)).isSameAs(before);
    }
  }

  @Test
  void manyOwners_areOneRemoval_andTheNextTouchIsOneStatement() {
    warmEverything();
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 3);
      stories.forEach(Story.COMMENTS::of);
      int before = community.database.statements();
      scope.invalidate(Story.COMMENTS, stories);
      stories.forEach(Story.COMMENTS::of);
      assertThat(scope.stats().removals()).isEqualTo(1);
      assertThat(community.database.statements() - before).isEqualTo(1);
    }
  }

  @Test
  void laterLoads_readFromTheWriter() {
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 1);
      scope.invalidate(Story.COMMENTS, stories);
      Story.COMMENTS.of(stories.get(0));
      assertThat(community.database.sources()).containsExactly(Source.READER, Source.WRITER);
    }
  }

  @Test
  void foreignKeyOfTheOwner_knowsNothingThatCouldBeStale() {
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 3);
      User author = stories.get(0).author();
      assertThat(scope.invalidate(Story.AUTHOR, stories)).isTrue();
      assertThat(stories.get(0).author()).isSameAs(author);
      assertThat(scope.stats().removals()).isZero();
    }
  }

  @Test
  void uniqueKey_isReadAnew() {
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 1);
      Story.NAMESAKE.find(stories.get(0));
      community.database.put(Community.UserEntity.class, 2L, new User(2, "other", null));
      community.database.put(Community.UserEntity.class, 11L, new User(11, "user 2", null));
      scope.invalidate(Story.NAMESAKE, stories);
      assertThat(Story.NAMESAKE.require(stories.get(0)).id()).isEqualTo(11);
    }
  }

  @Test
  void movedRow_showsAtBothOwners_onceBothAreStale() {
    warmEverything();
    community.comment(new Comment(11, 2, null, 1, 1));
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 3);
      scope.invalidate(Story.COMMENTS, stories.subList(0, 2));
      scope.invalidate(CommentLoader.class, List.of(11L));
    }
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 3);
      assertThat(ids(Story.COMMENTS.of(stories.get(0)))).containsExactly(12L, 13L);
      assertThat(ids(Story.COMMENTS.of(stories.get(1)))).containsExactly(11L, 21L, 22L, 23L);
    }
  }

  @Test
  void deadTier_isNotConfirmed_andThisRequestSeesTheChange() {
    FlakyTier flaky = new FlakyTier(community.tier);
    try (Twofold own = community.builder(settings -> settings).distributed(flaky).build();
        LoadScope scope = own.open()) {
      Story story = Community.stories(scope, 1).get(0);
      Story.COMMENTS.of(story);
      community.database.delete(CommentEntity.class, 11L);
      flaky.fail();
      assertThat(scope.invalidate(Story.COMMENTS, List.of(story))).isFalse();
      assertThat(ids(Story.COMMENTS.of(story))).containsExactly(12L, 13L);
    }
  }

  @Test
  void nullOwner_andUnknownRelation_areRefused() {
    try (LoadScope scope = twofold.open()) {
      assertThatNullPointerException()
          .isThrownBy(() -> scope.invalidate(Story.COMMENTS, Arrays.asList((Story) null)))
          .withMessage("an owner is null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.invalidate(Story.COMMENTS.limitPerOwner(9), List.of()))
          .withMessageStartingWith("a relation of Story is not known to the engine;");
    }
  }

  /** One more relation over the same rows. */
  static final class More {
    static final ToMany<Story, Comment> GOOD = Story.COMMENTS.where(gt("score", 1));
  }
}
