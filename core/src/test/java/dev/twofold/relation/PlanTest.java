package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.testing.Costs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Plans: level by level, once, and nothing that is known already. */
class PlanTest {

  /** Six relations on three levels. */
  private static final Plan<Story> PAGE =
      Plan.of(Story.class)
          .one(Story.AUTHOR, user -> user.one(User.PHOTO))
          .many(Story.TAGS)
          .also(Story.TOP_SCORE)
          .many(
              Story.COMMENTS, comment -> comment.one(Comment.AUTHOR, user -> user.one(User.PHOTO)));

  private final Community community = new Community(20);

  private List<Integer> statements() {
    return community.database.statementSizes();
  }

  private static void read(List<Story> stories) {
    for (Story story : stories) {
      story.author().photo();
      assertThat(Story.TAGS.of(story)).hasSize(2);
      assertThat(Story.TOP_SCORE.find(story)).contains(3);
      Story.COMMENTS.of(story).forEach(comment -> Comment.AUTHOR.require(comment).photo());
    }
  }

  @Nested
  class Page {

    @Test
    void ofSixRelationsOnThreeLevels_isThreeMultiGetsAtMost() {
      Twofold twofold = community.twofold();
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        community.tier.resetCounts();
        scope.prefetch(PAGE, stories);
        assertThat(community.tier.multiGets()).isLessThanOrEqualTo(3);
        assertThat(statements()).containsExactly(20, 10, 20, 20, 20, 10);

        long waves = scope.stats().waves();
        read(stories);
        assertThat(scope.stats().waves()).isEqualTo(waves);
        assertThat(scope.stats().total().unread()).isZero();
        Costs.check(scope.stats());
      }
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        community.tier.resetCounts();
        scope.prefetch(PAGE, stories);
        read(stories);
        assertThat(community.tier.multiGets()).isEqualTo(2);
        assertThat(scope.stats().total().statements()).isZero();
        Costs.check(scope.stats());
      }
    }
  }

  @Nested
  class Repeated {

    @Test
    void costsNothing() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        scope.prefetch(PAGE, stories);
        String costs = Costs.of(scope);
        scope.prefetch(PAGE, stories);
        assertThat(Costs.of(scope)).isEqualTo(costs);
        Costs.check(scope.stats());
      }
    }

    @Test
    void deeper_loadsTheNewPartOnly() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR), stories);
        scope.prefetch(
            Plan.of(Story.class).one(Story.AUTHOR, user -> user.one(User.PHOTO)), stories);
        assertThat(statements()).containsExactly(20, 10, 10);
        assertThat(scope.stats().waves()).isEqualTo(3);
      }
    }

    @Test
    void afterHalfWasTouched_loadsTheRest() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 10);
        scope.with(
            Cohorts.NONE,
            () -> {
              stories.subList(0, 4).forEach(Story::author);
              return 0;
            });
        scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR), stories);
        assertThat(statements()).containsExactly(10, 1, 1, 1, 1, 6);
      }
    }

    @Test
    void forMoreOwners_loadsTheirsOnly() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        Plan<Story> plan = Plan.of(Story.class).many(Story.COMMENTS);
        scope.prefetch(plan, stories.subList(0, 5));
        scope.prefetch(plan, stories);
        assertThat(statements()).containsExactly(20, 5, 15);
      }
    }
  }

  @Nested
  class Graph {

    @Test
    void levelsThatAreCachedUnevenly_stillShareWaves() {
      Twofold twofold = community.twofold();
      try (LoadScope scope = twofold.open()) {
        scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR), Community.stories(scope, 20));
      }
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);
        scope.prefetch(
            Plan.of(Story.class)
                .one(Story.AUTHOR, user -> user.one(User.PHOTO))
                .many(Story.COMMENTS, comment -> comment.one(Comment.AUTHOR)),
            stories);
        assertThat(scope.stats().waves()).isEqualTo(3);
      }
    }

    @Test
    void circle_isCutByThePlan_andEachObjectIsVisitedOnce() {
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        scope.prefetch(
            Plan.of(Story.class)
                .one(
                    Story.AUTHOR,
                    user ->
                        user.many(
                            User.STORIES,
                            story -> story.one(Story.AUTHOR, author -> author.many(User.STORIES)))),
            stories);
        assertThat(statements()).containsExactly(20, 10, 10);
        Costs.check(scope.stats());
      }
    }

    @Test
    void treeOfRows_isWalkedByItsRelation() {
      try (LoadScope scope = community.twofold().open()) {
        Comment root = scope.require(CommentLoader.class, 11L);
        scope.prefetch(
            Plan.of(Comment.class)
                .many(Comment.REPLIES, reply -> reply.many(Comment.REPLIES).one(Comment.AUTHOR)),
            List.of(root));
        assertThat(statements()).containsExactly(1, 1, 1);
        assertThat(scope.stats().waves()).isEqualTo(3);
      }
    }

    @Test
    void nullsAndDanglingKeys_endTheirBranch() {
      community.story(new Story(1, "a", 99, null, "")).story(new Story(2, "b", 1, 98L, ""));
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 2);
        scope.prefetch(
            Plan.of(Story.class)
                .one(Story.AUTHOR, user -> user.one(User.PHOTO))
                .one(Story.EDITOR, user -> user.one(User.PHOTO)),
            stories);
        assertThat(statements()).containsExactly(2, 3, 1);
        assertThat(Story.AUTHOR.find(stories.get(0))).isEmpty();
        assertThat(stories.get(1).editor()).isEmpty();
        assertThat(scope.stats().waves()).isEqualTo(3);
        Costs.check(scope.stats());
      }
    }
  }

  @Nested
  class Arguments {

    @Test
    void foreignOwners_areAdopted_andRepeatedOnesAreOne() {
      try (LoadScope scope = community.twofold().open()) {
        Story foreign = new Story(1, "a", 3, null, "");
        Story other = new Story(2, "b", 4, null, "");
        scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR), List.of(foreign, other, foreign));
        Story.COMMENTS.of(foreign);
        assertThat(statements()).containsExactly(2, 2);
      }
    }

    @Test
    void nothing_costsNothing() {
      try (LoadScope scope = community.twofold().open()) {
        scope.prefetch(PAGE, List.of());
        scope.prefetch(Plan.of(Story.class), List.of(new Story(1, "a", 3, null, "")));
        assertThat(Costs.of(scope)).isEmpty();
        assertThat(community.database.opens()).isZero();
      }
    }

    @Test
    void null_isRefused() {
      try (LoadScope scope = community.twofold().open()) {
        assertThatNullPointerException()
            .isThrownBy(() -> scope.prefetch(PAGE, Arrays.asList((Story) null)))
            .withMessage("an owner is null");
      }
    }

    @Test
    void unknownRelation_isRefusedBeforeAnythingIsLoaded() {
      ToOne<Story, User> undeclared =
          ToOne.of(Story.class, Story::authorId, Community.UserLoader.class);
      try (LoadScope scope = community.twofold().open()) {
        List<Story> stories = Community.stories(scope, 2);
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    scope.prefetch(
                        Plan.of(Story.class).many(Story.COMMENTS).one(undeclared), stories))
            .withMessageStartingWith(
                "a relation of Story is not known to the engine; declare it in a static field of"
                    + " Story, of a registered loader, or of a class that is named in"
                    + " Twofold.Builder.relations. Known: [Story.AUTHOR, Story.BEST, ");
        assertThat(statements()).containsExactly(2);
      }
    }
  }
}
