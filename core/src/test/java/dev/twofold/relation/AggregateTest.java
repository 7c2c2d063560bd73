package dev.twofold.relation;

import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Order.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.TagLoader;
import dev.twofold.testing.Costs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts, existence and other aggregates: one statement for all owners, and no rows. */
class AggregateTest {

  private final Community community = new Community(20);

  private List<Integer> statements() {
    return community.database.statementSizes();
  }

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .relations(Numbers.class)
        .build();
  }

  private void withoutComments(long story) {
    for (long id = 10 * story + 1; id <= 10 * story + 3; id++) {
      community.database.delete(CommentEntity.class, id);
    }
  }

  @Test
  void count_isOneStatementForAllOwners_andReadsNoRows() {
    Twofold twofold = twofold();
    withoutComments(2);
    for (int request = 0; request < 2; request++) {
      try (LoadScope scope = twofold.open()) {
        for (Story story : Community.stories(scope, 20)) {
          assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(story.id() == 2 ? 0 : 3);
        }
        assertThat(Costs.of(scope, "CommentLoader")).isEmpty();
        Costs.check(scope.stats());
      }
    }
    assertThat(statements()).containsExactly(20, 20);
  }

  @Test
  void exists_isOneStatementForAllOwners_noneIsCachedToo() {
    Twofold twofold = twofold();
    withoutComments(2);
    for (int request = 0; request < 2; request++) {
      try (LoadScope scope = twofold.open()) {
        for (Story story : Community.stories(scope, 20)) {
          assertThat(Story.HAS_COMMENTS.of(story)).isEqualTo(story.id() != 2);
        }
      }
    }
    assertThat(statements()).containsExactly(20, 20);
  }

  @Test
  void aggregates_computeEach_inAStatementOfItsOwn() {
    Twofold twofold = twofold();
    withoutComments(2);
    for (int request = 0; request < 2; request++) {
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 3);
        Story story = stories.get(0);
        assertThat(Story.TOP_SCORE.find(story)).contains(3);
        assertThat(Numbers.LOWEST.find(story)).contains(1);
        assertThat(Numbers.SUM.find(story)).contains(6L);
        assertThat(Numbers.MEAN.find(story)).contains(2.0);
        assertThat(Numbers.GOOD.of(story)).isEqualTo(2);
        Story empty = stories.get(1);
        assertThat(Story.TOP_SCORE.find(empty)).isEmpty();
        assertThat(Numbers.LOWEST.find(empty)).isEmpty();
        assertThat(Numbers.SUM.find(empty)).isEmpty();
        assertThat(Numbers.MEAN.find(empty)).isEmpty();
        assertThat(Numbers.GOOD.of(empty)).isZero();
        Costs.check(scope.stats());
      }
    }
    assertThat(statements()).containsExactly(3, 3, 3, 3, 3, 3);
  }

  @Test
  void ofACollection_countsLinks() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 5).get(0);
      assertThat(Numbers.TAG_COUNT.of(story)).isEqualTo(2);
      assertThat(Numbers.HAS_TAGS.of(story)).isTrue();
      assertThat(statements()).containsExactly(5, 5, 5);
    }
  }

  @Test
  void listThatIsKnown_answersCountAndExists() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 20);
      stories.forEach(Story.COMMENTS::of);
      for (Story story : stories) {
        assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(3);
        assertThat(Story.HAS_COMMENTS.of(story)).isTrue();
      }
      assertThat(statements()).containsExactly(20, 20);
      assertThat(Numbers.GOOD.of(stories.get(0))).isEqualTo(2);
      assertThat(statements()).containsExactly(20, 20, 20);
    }
  }

  @Test
  void listThatIsKnownForSomeOwners_leavesTheOthersToTheDatabase() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 20);
      stories.subList(0, 5).forEach(Story.COMMENTS.alone()::of);
      stories.forEach(story -> assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(3));
      assertThat(statements()).containsExactly(20, 1, 1, 1, 1, 1, 15);
    }
  }

  @Test
  void limitedList_doesNotAnswerACount() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      assertThat(Story.LATEST.of(story)).hasSize(2);
      assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(3);
    }
  }

  @Test
  void listOfAnotherOrder_answersToo() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      assertThat(Numbers.ORDERED.of(story)).hasSize(3);
      assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(3);
      assertThat(statements()).containsExactly(1, 1);
    }
  }

  /** Aggregates that the community does not have. */
  static final class Numbers {
    static final Aggregate<Story, Integer> LOWEST =
        Aggregate.min(Story.class, CommentLoader.class, "story", "score", Integer.class);
    static final Aggregate<Story, Long> SUM =
        Aggregate.sum(Story.class, CommentLoader.class, "story", "score", Long.class);
    static final Aggregate<Story, Double> MEAN =
        Aggregate.average(Story.class, CommentLoader.class, "story", "score");
    static final Count<Story> GOOD = Story.COMMENT_COUNT.where(gt("score", 1));
    static final Count<Story> TAG_COUNT = Count.ofCollection(Story.class, "tags", TagLoader.class);
    static final Exists<Story> HAS_TAGS = Exists.ofCollection(Story.class, "tags", TagLoader.class);
    static final ToMany<Story, Comment> ORDERED = Story.COMMENTS.orderBy(desc("score"));
  }
}
