package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.UserEntity;
import dev.twofold.testing.Costs;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rows that are gone and that cached lists still name. */
class RelationRepairTest {

  private final Community community = new Community(3);
  private final Twofold twofold = community.twofold();

  @BeforeEach
  void cacheTheListsAndDeleteARow() {
    try (LoadScope scope = twofold.open()) {
      Community.stories(scope, 3).forEach(Story.COMMENTS::of);
      community.database.delete(CommentEntity.class, 12L);
      scope.invalidate(CommentLoader.class, List.of(12L));
    }
    community.tier.resetCounts();
  }

  private static List<Long> ids(Story story) {
    return Story.COMMENTS.of(story).stream().map(Comment::id).toList();
  }

  @Nested
  class DeletedRow {

    @Test
    void isLeftOut_counted_andItsListDroppedOnce() {
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 3);
        assertThat(ids(stories.get(0))).containsExactly(11L, 13L);
        assertThat(ids(stories.get(1))).containsExactly(21L, 22L, 23L);
        assertThat(ids(stories.get(0))).containsExactly(11L, 13L);

        assertThat(scope.stats().loader("Story.COMMENTS").repaired()).isEqualTo(1);
        assertThat(scope.stats().loader("CommentLoader").dangling()).isEqualTo(2);
        assertThat(community.tier.removals()).isEqualTo(1);
        Costs.check(scope.stats());
      }
    }

    @Test
    void theNextRequestReadsTheListAnew_andTheOneAfterNothing() {
      try (LoadScope scope = twofold.open()) {
        Community.stories(scope, 3).forEach(Story.COMMENTS::of);
      }
      try (LoadScope scope = twofold.open()) {
        assertThat(ids(Community.stories(scope, 3).get(0))).containsExactly(11L, 13L);
        assertThat(scope.stats().loader("Story.COMMENTS").statements()).isEqualTo(1);
        assertThat(scope.stats().loader("Story.COMMENTS").database()).isEqualTo(1);
        assertThat(scope.stats().total().dangling()).isZero();
      }
      try (LoadScope scope = twofold.open()) {
        assertThat(ids(Community.stories(scope, 3).get(0))).containsExactly(11L, 13L);
        assertThat(scope.stats().total().statements()).isZero();
        assertThat(scope.stats().total().repaired()).isZero();
      }
    }

    @Test
    void severalRelationsOverOneList_dropItOnce() {
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 3);
        assertThat(ids(stories.get(0))).hasSize(2);
        assertThat(Story.COMMENTERS.of(stories.get(0))).hasSize(2);
        scope.prefetch(Plan.of(Story.class).many(Story.COMMENTS), stories);

        assertThat(scope.stats().loader("Story.COMMENTS").repaired()).isEqualTo(1);
        assertThat(community.tier.removals()).isEqualTo(1);
      }
    }

    @Test
    void afterSomethingElseIsForgotten_itsListIsNotDroppedAgain() {
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 3);
        assertThat(ids(stories.get(0))).hasSize(2);
        scope.invalidate(CommentLoader.class, List.of(21L));
        assertThat(ids(stories.get(1))).hasSize(3);

        assertThat(scope.stats().loader("Story.COMMENTS").repaired()).isEqualTo(1);
      }
    }

    @Test
    void isNotCountedByAListThatIsKnown() {
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 3).get(0);
        assertThat(ids(story)).hasSize(2);
        assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(2);
      }
    }

    @Test
    void theOnlyRow_doesNotExistAnyMore() {
      try (LoadScope scope = twofold.open()) {
        community.database.delete(CommentEntity.class, 11L);
        community.database.delete(CommentEntity.class, 13L);
        scope.invalidate(CommentLoader.class, List.of(11L, 13L));
        Story story = Community.stories(scope, 3).get(0);
        assertThat(ids(story)).isEmpty();
        assertThat(Story.HAS_COMMENTS.of(story)).isFalse();
      }
    }
  }

  @Nested
  class DanglingKey {

    @Test
    void countsEachTimeItIsLookedFor_andCostsOneStatement() {
      community.database.delete(UserEntity.class, 2L);
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(Story.AUTHOR.find(story)).isEmpty();
        assertThat(Story.AUTHOR.find(story)).isEmpty();

        assertThat(Costs.of(scope, "UserLoader"))
            .isEqualTo("asked=2 request=1 absent=1 statements=1 batches=1 fills=1 dangling=2");
      }
      try (LoadScope scope = twofold.open()) {
        assertThat(Story.AUTHOR.find(Community.stories(scope, 1).get(0))).isEmpty();
        assertThat(Costs.of(scope, "UserLoader")).isEqualTo("asked=1 knownAbsent=1 dangling=1");
      }
    }

    @Test
    void nullKey_costsNothing_andCountsNothing() {
      try (LoadScope scope = twofold.open()) {
        for (Story story : Community.stories(scope, 3)) {
          assertThat(story.editor()).isEmpty();
          assertThat(story.editor()).isEmpty();
        }
        assertThat(Costs.of(scope, "UserLoader")).isEmpty();
        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
      }
    }
  }
}
