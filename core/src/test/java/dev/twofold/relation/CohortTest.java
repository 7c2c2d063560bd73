package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.PhotoLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.StoryLoader;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import dev.twofold.testing.Costs;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is resolved together with an owner that a relation is asked for. */
class CohortTest {

  private final Community community = new Community(30);

  private List<Integer> statements() {
    return community.database.statementSizes();
  }

  private static List<Story> stories(LoadScope scope, long from, long to) {
    return scope.requireAll(StoryLoader.class, LongStream.rangeClosed(from, to).boxed().toList());
  }

  private static Story foreign(long id) {
    return new Story(id, "from elsewhere", id % 10 + 1, null, "");
  }

  @Nested
  class Limit {

    @Test
    void theSameResultSetComesFirst() {
      try (LoadScope scope = community.twofold(settings -> settings.cohortLimit(10)).open()) {
        stories(scope, 1, 10);
        List<Story> second = stories(scope, 11, 20);
        Story.COMMENTS.of(second.get(3));
        second.forEach(Story.COMMENTS::of);
        assertThat(statements()).containsExactly(10, 10, 10);
      }
    }

    @Test
    void isFilledFromOtherResultSets_inTheOrderInWhichTheyCame() {
      try (LoadScope scope = community.twofold(settings -> settings.cohortLimit(12)).open()) {
        List<Story> first = stories(scope, 1, 10);
        List<Story> second = stories(scope, 11, 15);
        List<Story> third = stories(scope, 16, 25);
        Story.COMMENTS.of(third.get(0));
        first.subList(0, 2).forEach(Story.COMMENTS::of);
        assertThat(statements()).containsExactly(10, 5, 10, 12);

        first.forEach(Story.COMMENTS::of);
        second.subList(0, 4).forEach(Story.COMMENTS::of);
        assertThat(statements()).containsExactly(10, 5, 10, 12, 12);
        Story.COMMENTS.of(second.get(4));
        assertThat(statements()).containsExactly(10, 5, 10, 12, 12, 1);
      }
    }

    @Test
    void ofOne_isTheOwnerAlone() {
      try (LoadScope scope = community.twofold(settings -> settings.cohortLimit(1)).open()) {
        stories(scope, 1, 3).forEach(Story.COMMENTS::of);
        assertThat(statements()).containsExactly(3, 1, 1, 1);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 100})
    void anyOrderOfLoadsAndTouches_missesNoOwner(int limit) {
      Random random = new Random(limit);
      for (int round = 0; round < 20; round++) {
        Community own = new Community(30);
        try (LoadScope scope = own.twofold(settings -> settings.cohortLimit(limit)).open()) {
          Set<Story> resolved = new HashSet<>();
          for (int step = 0; step < 10; step++) {
            long from = random.nextLong(1, 29);
            long to = from + random.nextLong(3);
            List<Story> some = stories(scope, from, to);
            Story touched = some.get(random.nextInt(some.size()));
            assertThat(Story.COMMENTS.of(touched)).hasSize(3);
          }
          Costs.check(scope.stats());
          List<Story> all = stories(scope, 1, 30);
          int before = own.database.statements();
          long open =
              all.stream().filter(story -> !knows(scope, story) && resolved.add(story)).count();
          all.forEach(story -> assertThat(Story.COMMENTS.of(story)).hasSize(3));
          assertThat(own.database.statements() - before)
              .as("limit %d, round %d, open %d", limit, round, open)
              .isEqualTo((int) Math.ceil(open / (double) limit));
        }
      }
    }

    private static boolean knows(LoadScope scope, Story story) {
      return scope.peek(Community.CommentLoader.class, 10 * story.id() + 1).isPresent();
    }
  }

  @Nested
  class Off {

    @Test
    void perCall() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = stories(scope, 1, 10);
        assertThat(Story.AUTHOR.alone().require(stories.get(0)).id()).isEqualTo(2);
        assertThat(statements()).containsExactly(10, 1);

        stories.forEach(Story::author);
        assertThat(statements()).containsExactly(10, 1, 9);
      }
    }

    @Test
    void ofTheOuterRelation_nestedOnesStillBatch() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = stories(scope, 1, 3);
        stories.forEach(story -> Story.AUTHOR.alone().require(story));
        stories.forEach(story -> story.author().photo());
        assertThat(statements()).containsExactly(3, 1, 1, 1, 3);
      }
    }

    @Test
    void perBlock_whateverTheRelationSays_andRestoredAfterAnException() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = stories(scope, 1, 10);
        assertThatThrownBy(
                () ->
                    scope.with(
                        Cohorts.NONE,
                        () -> {
                          stories.get(0).author();
                          stories.get(1).author();
                          throw new UnsupportedOperationException("of the page");
                        }))
            .isInstanceOf(UnsupportedOperationException.class);
        assertThat(statements()).containsExactly(10, 1, 1);

        stories.forEach(Story::author);
        assertThat(statements()).containsExactly(10, 1, 1, 8);
      }
    }

    @Test
    void blockWithAll_coversARelationThatIsAlone() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = stories(scope, 1, 10);
        scope.with(Cohorts.ALL, () -> Story.AUTHOR.alone().require(stories.get(0)));
        assertThat(statements()).containsExactly(10, 10);
      }
    }
  }

  @Nested
  class Foreign {

    @Test
    void owners_areResolvedOneByOne_untilAdopted() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> rows = LongStream.range(0, 8).mapToObj(CohortTest::foreign).toList();
        rows.get(0).author();
        rows.get(1).author();
        assertThat(statements()).containsExactly(1, 1);

        scope.adopt(rows);
        rows.forEach(Story::author);
        assertThat(statements()).containsExactly(1, 1, 6);
      }
    }

    @Test
    void owner_doesNotCollectTheOnesThatTheScopeLoaded() {
      try (LoadScope scope = community.twofold().open()) {
        stories(scope, 1, 10);
        foreign(5).author();
        assertThat(statements()).containsExactly(10, 1);
      }
    }

    @Test
    void adopted_twiceOrAmongLoadedOnes_areOneCohort() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> loaded = stories(scope, 1, 5);
        Story other = foreign(6);
        scope.adopt(List.of(other, other, loaded.get(0)));
        scope.adopt(List.of(other));
        other.author();
        assertThat(statements()).containsExactly(5, 6);
      }
    }

    @Test
    void adopt_ofWhatHasNoRelations_andOfNothing_isFine() {
      try (LoadScope scope = community.twofold().open()) {
        scope.adopt(List.of("text", 7, foreign(1)));
        scope.adopt(List.of());
        assertThatNullPointerException()
            .isThrownBy(() -> scope.adopt(Arrays.asList(foreign(1), null)))
            .withMessage("an owner is null");
        assertThat(statements()).isEmpty();
      }
    }
  }

  @Nested
  class Single {

    @Test
    void get_hasACohortOfOne_andCostsAsMuchAsADirectLoad() {
      try (LoadScope scope = community.twofold().open()) {
        Story story = scope.require(StoryLoader.class, 1L);
        story.author();
        assertThat(statements()).containsExactly(1, 1);
        assertThat(Costs.of(scope, "UserLoader"))
            .isEqualTo("asked=1 database=1 statements=1 batches=1 fills=1");
      }
    }
  }

  @Nested
  class Invalidated {

    @Test
    void manyKeys_theNextTouchBatchesAgain() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = stories(scope, 1, 10);
        stories.forEach(Story::author);
        scope.invalidate(UserLoader.class, LongStream.rangeClosed(1, 10).boxed().toList());
        stories.forEach(Story::author);
        assertThat(statements()).containsExactly(10, 10, 10);
      }
    }

    @Test
    void refreshedOwners_andTheirOldInstances_shareOneAnswer() {
      try (LoadScope scope = community.twofold().open()) {
        Story old = stories(scope, 1, 2).get(0);
        community.story(new Story(1, "renamed", old.authorId(), null, ""));
        Story renewed = scope.refresh(StoryLoader.class, 1L).orElseThrow();
        assertThat(renewed).isNotSameAs(old);
        assertThat(renewed.author()).isSameAs(old.author());
        assertThat(statements()).containsExactly(2, 1, 2);
      }
    }
  }

  @Nested
  class OverFetch {

    @Test
    void countsWhatNobodyHasRead() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = stories(scope, 1, 10);
        stories.get(0).author();
        assertThat(scope.stats().loader("UserLoader").unread()).isEqualTo(9);
        stories.get(1).author();
        stories.get(1).author();
        assertThat(scope.stats().loader("UserLoader").unread()).isEqualTo(8);
        scope.find(UserLoader.class, 4L);
        assertThat(scope.stats().loader("UserLoader").unread()).isEqualTo(7);
        scope.peek(UserLoader.class, 5L);
        stories.forEach(Story::author);
        assertThat(scope.stats().total().unread()).isZero();
      }
    }

    @Test
    void valuesOfAPlan_countUntilTheyAreRead() {
      try (LoadScope scope = community.twofold().open()) {
        List<User> users = scope.requireAll(UserLoader.class, List.of(1L, 2L));
        scope.prefetch(Plan.of(User.class).one(User.PHOTO), users);
        assertThat(scope.stats().loader("PhotoLoader").unread()).isEqualTo(2);
        scope.requireAll(PhotoLoader.class, List.of(1L, 2L));
        assertThat(scope.stats().loader("PhotoLoader").unread()).isZero();
      }
    }
  }

  @Test
  void ownersOfSeveralResultSets_areOneBatch() {
    Twofold twofold = community.twofold();
    try (LoadScope scope = twofold.open()) {
      List<Story> first = stories(scope, 1, 3);
      List<Story> second = stories(scope, 4, 8);
      second.get(0).author();
      first.forEach(Story::author);
      second.forEach(Story::author);
      assertThat(statements()).containsExactly(3, 5, 8);
    }
  }
}
