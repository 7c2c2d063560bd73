package dev.twofold.relation;

import static dev.twofold.criteria.Order.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.error.LoadException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.testing.Costs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keyset pages, read for all owners that have come as far. */
class RelationPageTest {

  private static final ToMany<Story, Comment> BY_SCORE = Paged.BY_SCORE;

  private final Community community = new Community(20);

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .relations(Paged.class)
        .build();
  }

  private static List<Long> ids(
      ToMany<Story, Comment> relation, Story story, @Nullable Comment after) {
    return relation.page(story, after, 2).stream().map(Comment::id).toList();
  }

  private static Comment last(Story story) {
    List<Comment> page = BY_SCORE.page(story, null, 2);
    return page.get(page.size() - 1);
  }

  @Test
  void eachRoundOfAllOwners_isOneStatement() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 20);
      for (Story story : stories) {
        long base = 10 * story.id();
        assertThat(ids(BY_SCORE, story, null)).containsExactly(base + 3, base + 2);
      }
      for (Story story : stories) {
        assertThat(ids(BY_SCORE, story, last(story))).containsExactly(10 * story.id() + 1);
      }

      assertThat(community.database.statementSizes()).containsExactly(20, 20, 20);
      Costs.check(scope.stats());
    }
  }

  @Test
  void onePagedOwnerAmongMany_paysForTheFirstPagesOnly() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 20).get(0);

      assertThat(ids(BY_SCORE, story, null)).hasSize(2);
      assertThat(ids(BY_SCORE, story, last(story))).hasSize(1);

      assertThat(community.database.statementSizes()).containsExactly(20, 20, 1);
    }
  }

  @Nested
  class AfterTheLast {

    @Test
    void shortPage_theNextIsEmptyAndCostsNothing() {
      try (LoadScope scope = twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        Comment third = BY_SCORE.page(stories.get(0), last(stories.get(0)), 2).get(0);

        assertThat(BY_SCORE.page(stories.get(0), third, 2)).isEmpty();
        assertThat(BY_SCORE.page(stories.get(0), third, 50)).isEmpty();
        assertThat(community.database.statementSizes()).containsExactly(20, 20, 1);
        Costs.check(scope.stats());
      }
    }

    @Test
    void shortPage_readForAnother_countsToo() {
      try (LoadScope scope = twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        assertThat(BY_SCORE.page(stories.get(0), null, 5)).hasSize(3);
        for (Story story : stories) {
          Comment third = BY_SCORE.page(story, null, 5).get(2);
          assertThat(BY_SCORE.page(story, third, 2)).isEmpty();
        }
        assertThat(community.database.statementSizes()).containsExactly(20, 20);
      }
    }

    @Test
    void shortPage_rowsBeforeItsLast_areReadAsEver() {
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        List<Comment> all = BY_SCORE.page(story, null, 5);

        assertThat(ids(BY_SCORE, story, all.get(1))).containsExactly(11L);
        assertThat(community.database.statementSizes()).containsExactly(1, 1, 1);
      }
    }

    @Test
    void fullPage_theNextIsAsked_onceForAllSizes() {
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        Comment third = BY_SCORE.page(story, null, 3).get(2);

        assertThat(BY_SCORE.page(story, third, 3)).isEmpty();
        assertThat(BY_SCORE.page(story, third, 2)).isEmpty();
        assertThat(community.database.statementSizes()).containsExactly(1, 1, 1);
      }
    }

    @Test
    void noRows_anyFirstPageIsEmpty() {
      try (LoadScope scope = twofold().open()) {
        Story story = new Story(900, "foreign", 1, null, "");

        assertThat(BY_SCORE.page(story, null, 2)).isEmpty();
        assertThat(BY_SCORE.page(story, null, 3)).isEmpty();
        assertThat(community.database.statementSizes()).containsExactly(1);
        Costs.check(scope.stats());
      }
    }

    @Test
    void relationsOfTheSameRows_haveEndsOfTheirOwn() {
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        Comment last = BY_SCORE.page(story, null, 5).get(2);

        assertThat(ids(Story.COMMENTS, story, last)).containsExactly(12L, 13L);
        assertThat(community.database.statementSizes()).containsExactly(1, 1, 1);
      }
    }

    @Test
    void invalidated_isAskedAgain() {
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        Comment last = BY_SCORE.page(story, null, 5).get(2);
        community.comment(new Comment(14, 1, null, 1, 0));
        scope.invalidate(BY_SCORE, List.of(story));

        assertThat(ids(BY_SCORE, story, last)).containsExactly(14L);
      }
    }

    @Test
    void deadDatabase_isNoEnd() {
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        Comment second = BY_SCORE.page(story, null, 2).get(1);
        community.database.failStatements(new IllegalStateException());
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(() -> BY_SCORE.page(story, second, 2));
        community.database.failStatements(null);

        assertThat(ids(BY_SCORE, story, second)).containsExactly(11L);
      }
    }
  }

  @Test
  void largePages_areReadForFewerOwners() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 20).get(0);

      assertThat(BY_SCORE.page(story, null, 1_000)).hasSize(3);

      assertThat(community.database.statementSizes()).containsExactly(20, 10);
    }
  }

  @Test
  void moreOwnersThanACohort_areReadInSoManyStatements() {
    Twofold twofold =
        community.builder(settings -> settings.cohortLimit(6)).relations(Paged.class).build();
    try (LoadScope scope = twofold.open()) {
      for (Story story : Community.stories(scope, 20)) {
        assertThat(ids(BY_SCORE, story, null)).hasSize(2);
      }

      assertThat(community.database.statementSizes()).containsExactly(20, 6, 6, 6, 2);
    }
  }

  @Test
  void alone_andBlocks_readForTheOwnerOnly() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 3);
      assertThat(ids(BY_SCORE.alone(), stories.get(0), null)).hasSize(2);
      List<Long> second = scope.with(Cohorts.NONE, () -> ids(BY_SCORE, stories.get(1), null));

      assertThat(second).hasSize(2);
      assertThat(community.database.statementSizes()).containsExactly(3, 1, 1);
    }
  }

  @Test
  void invalidate_pagesAreReadAnew_inThisRequestAndTheNext() {
    Twofold twofold = twofold();
    try (LoadScope scope = twofold.open()) {
      Story story = Community.stories(scope, 1).get(0);
      assertThat(ids(BY_SCORE, story, null)).containsExactly(13L, 12L);
      community.comment(new Comment(14, 1, null, 1, 9));
      scope.invalidate(BY_SCORE, List.of(story));

      assertThat(ids(BY_SCORE, story, null)).containsExactly(14L, 13L);
    }
    try (LoadScope scope = twofold.open()) {
      assertThat(ids(BY_SCORE, Community.stories(scope, 1).get(0), null)).containsExactly(14L, 13L);
    }
  }

  @Test
  void invalidateAfterAnotherRequestHasReadThePage_theNextRequestSeesTheNewRow() {
    Twofold twofold = twofold();
    try (LoadScope scope = twofold.open()) {
      assertThat(ids(BY_SCORE, Community.stories(scope, 1).get(0), null)).hasSize(2);
    }
    community.comment(new Comment(14, 1, null, 1, 9));
    try (LoadScope scope = twofold.open()) {
      scope.invalidate(BY_SCORE, Community.stories(scope, 1));
    }
    try (LoadScope scope = twofold.open()) {
      assertThat(ids(BY_SCORE, Community.stories(scope, 1).get(0), null)).containsExactly(14L, 13L);
    }
  }

  @Test
  void ownerWithoutRows_isAnEmptyPage_readOnce() {
    community.story(new Story(1, "lonely", 1, null, ""));
    for (int i = 1; i <= 3; i++) {
      community.database.delete(Community.CommentEntity.class, 10L + i);
    }
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      assertThat(BY_SCORE.page(story, null, 2)).isEmpty();
      assertThat(BY_SCORE.page(story, null, 2)).isEmpty();
      assertThat(community.database.statementSizes()).containsExactly(1, 1);
    }
  }

  @Test
  void sizes_haveStatementsOfTheirOwn_andRowsOneInstance() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      Comment best = BY_SCORE.page(story, null, 1).get(0);
      assertThat(BY_SCORE.page(story, null, 3)).hasSize(3).first().isSameAs(best);
      assertThat(scope.require(CommentLoader.class, 13L)).isSameAs(best);
      assertThat(community.database.statementSizes()).containsExactly(1, 1, 1);
    }
  }

  @Test
  void sizeOutOfRange_isRefused() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      for (int size : new int[] {0, -1, 1_001}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> BY_SCORE.page(story, null, size))
            .withMessage(
                "a page of relation Paged.BY_SCORE has 1 to 1000 rows, but was asked for %d"
                    .formatted(size));
      }
      assertThat(BY_SCORE.page(story, null, 1_000)).hasSize(3);
    }
  }

  @Test
  void relationsWithoutPages_sayWhy() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> Story.COMMENTERS.page(story, null, 2))
          .withMessage("relation Story.COMMENTERS has no pages: it is not made of mapped rows");
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> Story.TAGS.page(story, null, 2))
          .withMessageContaining("give it an order");
    }
  }

  @Test
  void deadDatabase_fails_andTheNextCallTriesAgain() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      community.database.failStatements(new IllegalStateException());
      assertThatExceptionOfType(LoadException.class)
          .isThrownBy(() -> BY_SCORE.page(story, null, 2));
      community.database.failStatements(null);

      assertThat(ids(BY_SCORE, story, null)).containsExactly(13L, 12L);
      Costs.check(scope.stats());
    }
  }

  /** Declared outside of the owner. */
  static final class Paged {
    static final ToMany<Story, Comment> BY_SCORE =
        ToMany.of(Story.class, CommentLoader.class, "story").orderBy(desc("score"));
  }
}
