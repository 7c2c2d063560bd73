package dev.twofold.relation;

import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Order.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.AbsentException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.Photo;
import dev.twofold.relation.Community.PhotoEntity;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserEntity;
import dev.twofold.testing.Costs;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Relations over others: one wave for each hop, however many owners. */
class ThroughTest {

  private final Community community = new Community(20);

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .relations(Paths.class)
        .build();
  }

  @Nested
  class ToOneHops {

    @Test
    void twoHops_areTwoStatements_coldAndNoneWarm() {
      Twofold twofold = twofold();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          for (Story story : Community.stories(scope, 20)) {
            assertThat(Story.PHOTO.require(story).id()).isEqualTo(story.id() % 10 + 1);
          }
          assertThat(scope.stats().waves()).isEqualTo(3);
          Costs.check(scope.stats());
        }
      }
      assertThat(community.database.statementSizes()).containsExactly(20, 10, 10);
    }

    @Test
    void absentAtTheEnd_namesTheLastKey() {
      community.database.delete(PhotoEntity.class, 2L);
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(Story.PHOTO.find(story)).isEmpty();
        assertThatExceptionOfType(AbsentException.class)
            .isThrownBy(() -> Story.PHOTO.require(story))
            .withMessage(
                "relation Story.PHOTO: Story 1 leads to key 2, but PhotoLoader has no value for"
                    + " it");
      }
    }

    @Test
    void absentOnTheWay_namesTheKeyThatLeadsNowhere() {
      community.database.delete(UserEntity.class, 2L);
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThatExceptionOfType(AbsentException.class)
            .isThrownBy(() -> Story.PHOTO.require(story))
            .withMessage(
                "relation Story.PHOTO: Story 1 leads to key 2, but UserLoader has no value for it");
      }
    }

    @Test
    void nullKeyOnTheWay_isNone() {
      community.database.put(UserEntity.class, 2L, new User(2, "user 2", null));
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThatExceptionOfType(AbsentException.class)
            .isThrownBy(() -> Story.PHOTO.require(story))
            .withMessage("relation Story.PHOTO: Story 1 has none of PhotoLoader");
        assertThat(scope.stats().loader("PhotoLoader").asked()).isZero();
      }
    }
  }

  @Nested
  class ToManyHops {

    @Test
    void eachTargetOnce_inTheOrderOfTheFirstHop() {
      try (LoadScope scope = twofold().open()) {
        for (Story story : Community.stories(scope, 20)) {
          assertThat(Story.COMMENTERS.of(story)).extracting(User::id).containsExactly(1L, 2L, 3L);
          assertThat(Paths.COMMENTERS_PHOTOS.of(story))
              .extracting(Photo::id)
              .containsExactly(1L, 2L, 3L);
        }
        assertThat(community.database.statementSizes()).containsExactly(20, 20, 3, 3);
        Costs.check(scope.stats());
      }
    }

    @Test
    void limitsFiltersAndOrders_holdAtTheirHop() {
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(Paths.LATEST_COMMENTERS.of(story)).extracting(User::id).containsExactly(3L, 2L);
        assertThat(Paths.OWN_GOOD_COMMENTS.of(story)).extracting(Comment::id).containsExactly(13L);
      }
    }

    @Test
    void authorOfSeveralComments_comesOnce() {
      community.comment(new Comment(14, 1, null, 1, 0));
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(Story.COMMENTERS.of(story)).extracting(User::id).containsExactly(1L, 2L, 3L);
      }
    }

    @Test
    void toMany_thenToMany_resolvesBothForAll() {
      try (LoadScope scope = twofold().open()) {
        for (Story story : Community.stories(scope, 3)) {
          assertThat(Paths.REPLIES.of(story))
              .extracting(Comment::id)
              .containsExactly(10 * story.id() + 2, 10 * story.id() + 3);
        }
        assertThat(community.database.statementSizes()).containsExactly(3, 3, 9);
      }
    }
  }

  @Test
  void sharesListsAndRows_withTheRelationsGoneThrough() {
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 5).get(0);
      List<Comment> comments = Story.COMMENTS.of(story);
      User commenter = Story.COMMENTERS.of(story).get(0);

      assertThat(Comment.AUTHOR.require(comments.get(0))).isSameAs(commenter);
      assertThat(community.database.statementSizes()).containsExactly(5, 5, 3);
    }
  }

  @Test
  void refusals_sayWhereTheWishBelongs() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Story.COMMENTERS.limitPerOwner(2))
        .withMessage(
            "limitPerOwner is for relations of mapped rows; here it belongs into the relations gone"
                + " through");
    assertThatIllegalStateException().isThrownBy(Story.COMMENTERS::count);
    try (LoadScope scope = twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.invalidate(Story.COMMENTERS, List.of(story)))
          .withMessage(
              "relation Story.COMMENTERS goes through others; invalidate the one whose objects have"
                  + " changed");
    }
  }

  /** Paths over two and three relations. */
  static final class Paths {
    static final ToMany<Story, Photo> COMMENTERS_PHOTOS = Story.COMMENTERS.then(User.PHOTO);
    static final ToMany<Story, User> LATEST_COMMENTERS = Story.LATEST.then(Comment.AUTHOR);
    static final ToMany<Story, Comment> OWN_GOOD_COMMENTS =
        Story.COMMENTS.where(gt("score", 2)).orderBy(desc("score"));
    static final ToMany<Story, Comment> REPLIES = Story.COMMENTS.then(Comment.REPLIES);
  }
}
