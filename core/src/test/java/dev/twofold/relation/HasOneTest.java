package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserEntity;
import dev.twofold.relation.Community.UserLoader;
import dev.twofold.testing.Costs;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One of many, the other side of a one-to-one, and targets by a unique key. */
class HasOneTest {

  private final Community community = new Community(20);

  private List<Integer> statements() {
    return community.database.statementSizes();
  }

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .relations(Ones.class)
        .build();
  }

  @Nested
  class First {

    @Test
    void isTheTopRowOfEachOwner_andTheRestIsNotLoaded() {
      Twofold twofold = twofold();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          for (Story story : Community.stories(scope, 20)) {
            assertThat(Story.BEST.require(story).score()).isEqualTo(3);
          }
          assertThat(scope.stats().loader("CommentLoader").fills())
              .isEqualTo(request == 0 ? 20 : 0);
          Costs.check(scope.stats());
        }
      }
      assertThat(statements()).containsExactly(20, 20);
    }

    @Test
    void ofNone_isEmpty_andSaysSo() {
      for (long id = 11; id <= 13; id++) {
        community.database.delete(CommentEntity.class, id);
      }
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(Story.BEST.find(story)).isEmpty();
        assertThat(Story.BEST.find(story)).isEmpty();
        assertThat(statements()).containsExactly(1, 1);
        assertThatExceptionOfType(AbsentException.class)
            .isThrownBy(() -> Story.BEST.require(story))
            .withMessageStartingWith("relation Story.BEST: Story 1 ");
      }
    }
  }

  @Nested
  class Inverse {

    @Test
    void isTheOneRowThatRefersToTheOwner() {
      try (LoadScope scope = twofold().open()) {
        List<Comment> roots = scope.requireAll(CommentLoader.class, List.of(11L, 21L, 13L));
        assertThat(Ones.REPLY.require(roots.get(0)).id()).isEqualTo(12);
        assertThat(Ones.REPLY.require(roots.get(1)).id()).isEqualTo(22);
        assertThat(Ones.REPLY.find(roots.get(2))).isEmpty();
        assertThat(statements()).containsExactly(3, 3);
        Costs.check(scope.stats());
      }
    }

    @Test
    void twoRows_areAnErrorOfThatOwnerOnly() {
      community.comment(new Comment(14, 1, 11L, 2, 9));
      try (LoadScope scope = twofold().open()) {
        List<Comment> roots = scope.requireAll(CommentLoader.class, List.of(11L, 21L));
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(() -> Ones.REPLY.find(roots.get(0)))
            .withMessage(
                "relation Ones.REPLY: an owner has more than one row of CommentLoader; use ToMany,"
                    + " or ToMany.first with an order");
        assertThat(Ones.REPLY.require(roots.get(1)).id()).isEqualTo(22);
        scope.prefetch(
            Plan.of(Comment.class).one(Ones.REPLY, reply -> reply.one(Comment.AUTHOR)), roots);
        assertThat(statements()).hasSize(3);
      }
    }
  }

  @Nested
  class ByUniqueKey {

    @Test
    void manyOwners_areOneStatement_andWarmNone() {
      Twofold twofold = twofold();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          for (Story story : Community.stories(scope, 20)) {
            assertThat(Story.NAMESAKE.require(story).id()).isEqualTo(story.authorId());
          }
          Costs.check(scope.stats());
        }
      }
      assertThat(statements()).containsExactly(20, 10);
    }

    @Test
    void sharesItsRows_withTheRelationById() {
      try (LoadScope scope = twofold().open()) {
        List<Story> stories = Community.stories(scope, 20);
        User author = stories.get(0).author();
        assertThat(Story.NAMESAKE.require(stories.get(0))).isSameAs(author);
        stories.forEach(Story.NAMESAKE::require);
        assertThat(statements()).containsExactly(20, 10);
      }
    }

    @Test
    void unknownValue_isAbsent_andRemembered() {
      community.story(new Story(1, "a", 1, null, "nobody"));
      Twofold twofold = twofold();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          Story story = Community.stories(scope, 1).get(0);
          assertThat(Story.NAMESAKE.find(story)).isEmpty();
          assertThatExceptionOfType(AbsentException.class)
              .isThrownBy(() -> Story.NAMESAKE.require(story))
              .withMessage(
                  "relation Story.NAMESAKE: Story 1 leads to key nobody, but UserLoader by name has"
                      + " no value for it");
          Costs.check(scope.stats());
        }
      }
      assertThat(statements()).containsExactly(1, 1);
    }

    @Test
    void entryThatIsOutOfDate_isReadAnew() {
      Twofold twofold = twofold();
      try (LoadScope scope = twofold.open()) {
        Community.stories(scope, 20).forEach(Story.NAMESAKE::require);
      }
      try (LoadScope scope = twofold.open()) {
        community.database.put(UserEntity.class, 2L, new User(2, "renamed", 2L));
        community.database.put(UserEntity.class, 11L, new User(11, "user 2", null));
        scope.invalidate(UserLoader.class, List.of(2L));
        // The scope does not know the row, so the entry of its former name stays.
      }
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(Story.NAMESAKE.require(story).id()).isEqualTo(11);
        assertThat(scope.stats().loader("UserLoader by name").statements()).isEqualTo(1);
        Costs.check(scope.stats());
      }
    }
  }

  /** Relations to one that the community does not have. */
  static final class Ones {
    static final ToOne<Comment, Comment> REPLY =
        ToOne.inverse(Comment.class, CommentLoader.class, "parent");
  }
}
