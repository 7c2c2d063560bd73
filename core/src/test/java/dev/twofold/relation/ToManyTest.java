package dev.twofold.relation;

import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.Tag;
import dev.twofold.relation.Community.TagLoader;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Lists of ids by owner, and rows that live once. */
class ToManyTest {

  private final Community community = new Community(20);

  private List<Integer> statements() {
    return community.database.statementSizes();
  }

  private static List<Long> ids(List<Comment> comments) {
    return comments.stream().map(Comment::id).toList();
  }

  @Nested
  class Of {

    @Test
    void cold_isOneStatementWithItsRows() {
      try (LoadScope scope = community.twofold().open()) {
        for (Story story : Community.stories(scope, 20)) {
          long base = 10 * story.id();
          assertThat(ids(Story.COMMENTS.of(story))).containsExactly(base + 1, base + 2, base + 3);
        }
        assertThat(statements()).containsExactly(20, 20);
        assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
        assertThat(Costs.of(scope, "Story.COMMENTS"))
            .isEqualTo("asked=39 request=19 database=20 statements=1 batches=1 fills=20");
        assertThat(Costs.of(scope, "CommentLoader")).isEqualTo("asked=57 request=57 fills=60");
      }
    }

    @Test
    void warm_isTwoMultiGets_andNoStatement() {
      Twofold twofold = community.twofold();
      try (LoadScope scope = twofold.open()) {
        Community.stories(scope, 20).forEach(Story.COMMENTS::of);
      }
      try (LoadScope scope = twofold.open()) {
        for (Story story : Community.stories(scope, 20)) {
          assertThat(Story.COMMENTS.of(story)).hasSize(3);
        }
        assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=3");
        assertThat(Costs.of(scope, "Story.COMMENTS"))
            .isEqualTo("asked=39 request=19 distributed=20");
        assertThat(scope.stats().total().statements()).isZero();
        assertThat(scope.stats().total().unread()).isZero();
        Costs.check(scope.stats());
      }
    }

    @Test
    void rows_areTheOnesThatTheirLoaderGives() {
      try (LoadScope scope = community.twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        Comment first = Story.COMMENTS.of(story).get(0);
        assertThat(scope.require(CommentLoader.class, 11L)).isSameAs(first);
        assertThat(Story.LATEST.of(story)).last().isNotNull();
        assertThat(Story.COMMENTS.of(story).get(2)).isSameAs(Story.LATEST.of(story).get(0));
        assertThat(statements()).containsExactly(1, 1, 1);
      }
    }

    @Test
    void changedRow_isReadById_andTheListStays() {
      Twofold twofold = community.twofold();
      try (LoadScope scope = twofold.open()) {
        Community.stories(scope, 2).forEach(Story.COMMENTS::of);
        community.comment(new Comment(12, 1, 11L, 2, 99));
        scope.invalidate(CommentLoader.class, List.of(12L));
      }
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 2).get(0);
        assertThat(Story.COMMENTS.of(story)).extracting(Comment::score).containsExactly(1, 99, 3);
        assertThat(scope.stats().loader("Story.COMMENTS").statements()).isZero();
        assertThat(scope.stats().loader("CommentLoader").database()).isEqualTo(1);
      }
    }

    @Test
    void ownerWithoutRows_isAnEmptyListThatIsCached() {
      for (long id = 11; id <= 13; id++) {
        community.database.delete(CommentEntity.class, id);
      }
      Twofold twofold = community.twofold();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          List<Story> stories = Community.stories(scope, 2);
          assertThat(Story.COMMENTS.of(stories.get(0))).isEmpty();
          assertThat(Story.COMMENTS.of(stories.get(0))).isEmpty();
          assertThat(Story.COMMENTS.of(stories.get(1))).hasSize(3);
        }
      }
      assertThat(statements()).containsExactly(2, 2);
    }

    @Test
    void answer_cannotBeChanged() {
      try (LoadScope scope = community.twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        List<Comment> comments = Story.COMMENTS.of(story);
        assertThat(comments).isUnmodifiable();
        assertThat(Story.COMMENTERS.of(story)).isUnmodifiable();
        assertThat(Story.TAGS.of(story)).isUnmodifiable();
      }
    }

    @Test
    void largerThanAStatement_isSplit() {
      InMemoryDatabase narrow = new InMemoryDatabase("default", 8);
      try (Twofold twofold =
              Twofold.builder()
                  .database(narrow)
                  .register(
                      new Community.StoryLoader(),
                      new UserLoader(),
                      new Community.PhotoLoader(),
                      new CommentLoader(),
                      new TagLoader())
                  .build();
          LoadScope scope = twofold.open()) {
        for (long id = 1; id <= 20; id++) {
          narrow.put(Community.StoryEntity.class, id, new Story(id, "s", 1, null, ""));
        }
        Community.stories(scope, 20)
            .forEach(story -> assertThat(Story.COMMENTS.of(story)).isEmpty());
        assertThat(narrow.statementSizes()).containsExactly(8, 8, 4, 8, 8, 4);
      }
    }
  }

  @Nested
  class Shape {

    @Test
    void limitPerOwner_isForEachOwner_inTheOrderOfTheRelation() {
      try (LoadScope scope = community.twofold().open()) {
        for (Story story : Community.stories(scope, 20)) {
          assertThat(ids(Story.LATEST.of(story)))
              .containsExactly(10 * story.id() + 3, 10 * story.id() + 2);
        }
        assertThat(statements()).containsExactly(20, 20);
      }
    }

    @Test
    void relationsThatDiffer_neverMix_inTheRequestAndInTheTier() {
      Twofold twofold =
          community
              .builder(settings -> settings)
              .distributed(community.tier)
              .relations(Shapes.class)
              .build();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          Story story = Community.stories(scope, 1).get(0);
          assertThat(ids(Shapes.ASCENDING.of(story))).containsExactly(11L, 12L, 13L);
          assertThat(ids(Shapes.DESCENDING.of(story))).containsExactly(13L, 12L, 11L);
          assertThat(ids(Shapes.TOP_ONE.of(story))).containsExactly(13L);
          assertThat(ids(Shapes.TOP_TWO.of(story))).containsExactly(13L, 12L);
          assertThat(ids(Shapes.ABOVE_ONE.of(story))).containsExactly(12L, 13L);
          assertThat(ids(Shapes.ABOVE_TWO.of(story))).containsExactly(13L);
          assertThat(Shapes.ABOVE_ONE_COUNT.of(story)).isEqualTo(2);
          assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(3);
        }
      }
      // The counts come from the lists.
      assertThat(statements()).containsExactly(1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void relationsThatMeanTheSame_shareWhatIsCached() {
      Twofold twofold =
          community
              .builder(settings -> settings)
              .distributed(community.tier)
              .relations(Shapes.class)
              .build();
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(ids(Shapes.SAME_AS_COMMENTS.of(story))).containsExactly(11L, 12L, 13L);
        assertThat(ids(Story.COMMENTS.of(story))).containsExactly(11L, 12L, 13L);
        assertThat(ids(Shapes.BY_VALUE.of(story))).containsExactly(11L, 12L, 13L);
        assertThat(statements()).containsExactly(1, 1);
        assertThat(scope.stats().loaders())
            .containsOnlyKeys("StoryLoader", "CommentLoader", "Story.COMMENTS");
      }
    }

    @Test
    void keyOfTheOwnersOwn_null_isAnEmptyListForNothing() {
      Twofold twofold = community.builder(s -> s).relations(Shapes.class).build();
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 2);
        assertThat(Shapes.OF_EDITOR.of(stories.get(0))).isEmpty();
        assertThat(statements()).containsExactly(2);
        assertThat(Shapes.OF_AUTHOR.of(stories.get(0)))
            .extracting(Comment::authorId)
            .containsOnly(2L);
        assertThat(Shapes.OF_AUTHOR.of(stories.get(1))).hasSize(20);
        assertThat(statements()).containsExactly(2, 2);
      }
    }

    @Test
    void limitBelowOne_isRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Story.COMMENTS.limitPerOwner(0))
          .withMessage("limitPerOwner is at least 1, but was 0");
    }

    @Test
    void nullOwner_isRefused() {
      try (LoadScope scope = community.twofold().open()) {
        Story none = nothing();
        for (Runnable question :
            List.<Runnable>of(
                () -> Story.COMMENTS.of(none),
                () -> Story.AUTHOR.find(none),
                () -> Story.AUTHOR.lazy(none),
                () -> Story.COMMENTS.page(none, null, 1))) {
          assertThatNullPointerException().isThrownBy(question::run).withMessage("owner");
        }
        assertThat(Costs.of(scope)).isEmpty();
      }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a caller may do
    private static <T> T nothing() {
      return null;
    }
  }

  @Nested
  class ManyToMany {

    @Test
    void manyOwnersAndFewTargets_isOneStatement_andEachRowOnce() {
      try (LoadScope scope = community.twofold().open()) {
        List<Tag> first = new ArrayList<>();
        for (Story story : Community.stories(scope, 20)) {
          List<Tag> tags = Story.TAGS.of(story);
          assertThat(tags).extracting(Tag::name).containsExactly("sql", "java");
          if (first.isEmpty()) {
            first.addAll(tags);
          }
          assertThat(tags.get(0)).isSameAs(first.get(0));
        }
        assertThat(statements()).containsExactly(20, 20);
        assertThat(scope.stats().loader("TagLoader").fills()).isEqualTo(2);
        Costs.check(scope.stats());
      }
    }

    @Test
    void linkTakenAway_showsAfterInvalidate() {
      Twofold twofold = community.twofold();
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(Story.TAGS.of(story)).hasSize(2);
        community.database.unlink(Community.StoryEntity.class, "tags", 1L, 2L);
        assertThat(Story.TAGS.of(story)).hasSize(2);
        scope.invalidate(Story.TAGS, List.of(story));
        assertThat(Story.TAGS.of(story)).extracting(Tag::name).containsExactly("java");
      }
      try (LoadScope scope = twofold.open()) {
        assertThat(Story.TAGS.of(Community.stories(scope, 1).get(0))).hasSize(1);
        assertThat(scope.stats().total().statements()).isZero();
      }
    }
  }

  @Nested
  class Levels {

    @Test
    void threeLevels_areThreeStatements() {
      try (LoadScope scope = community.twofold().open()) {
        for (User user : scope.requireAll(UserLoader.class, List.of(1L, 2L, 3L))) {
          for (Story story : User.STORIES.of(user)) {
            for (Comment comment : Story.COMMENTS.of(story)) {
              assertThat(Comment.AUTHOR.require(comment).id()).isLessThan(4);
            }
          }
        }
        assertThat(statements()).containsExactly(3, 3, 6);
        Costs.check(scope.stats());
      }
    }
  }

  /** Relations that differ in one thing each, and two that do not. */
  static final class Shapes {
    static final ToMany<Story, Comment> SAME_AS_COMMENTS =
        ToMany.of(Story.class, CommentLoader.class, "story");
    static final ToMany<Story, Comment> BY_VALUE =
        ToMany.of(Story.class, Long.class, Story::id, CommentLoader.class, "story");
    static final ToMany<Story, Comment> ASCENDING = SAME_AS_COMMENTS.orderBy(asc("score"));
    static final ToMany<Story, Comment> DESCENDING = SAME_AS_COMMENTS.orderBy(desc("score"));
    static final ToMany<Story, Comment> TOP_ONE = DESCENDING.limitPerOwner(1);
    static final ToMany<Story, Comment> TOP_TWO = DESCENDING.limitPerOwner(2);
    static final ToMany<Story, Comment> ABOVE_ONE = SAME_AS_COMMENTS.where(gt("score", 1));
    static final ToMany<Story, Comment> ABOVE_TWO = SAME_AS_COMMENTS.where(gt("score", 2));
    static final Count<Story> ABOVE_ONE_COUNT = ABOVE_ONE.count();
    static final ToMany<Story, Comment> OF_EDITOR =
        ToMany.of(Story.class, Long.class, Story::editorId, CommentLoader.class, "author");
    static final ToMany<Story, Comment> OF_AUTHOR =
        ToMany.of(Story.class, Long.class, Story::authorId, CommentLoader.class, "author");
  }
}
