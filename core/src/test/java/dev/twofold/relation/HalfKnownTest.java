package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.Photo;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a request or a tier knows already splits no statement, and asks for nothing more. */
class HalfKnownTest {

  private final Community community = new Community(20);

  @Test
  void through_firstHopKnownOfOne_readsTheSecondHopOfAllTogether() {
    try (Twofold twofold = community.twofold();
        LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 20);
      assertThat(Story.AUTHOR.alone().find(stories.get(0))).isPresent();

      assertThat(Story.PHOTO.find(stories.get(1))).contains(new Photo(3, "/photo/3"));

      assertThat(community.database.statementSizes()).containsExactly(20, 1, 9, 10);
      assertThat(Story.PHOTO.find(stories.get(0))).contains(new Photo(2, "/photo/2"));
      assertThat(scope.stats().waves()).isEqualTo(4);
    }
  }

  @Test
  void through_firstHopOfOneInTheTier_readsTheSecondHopOfAllTogether() {
    community.comment(new Comment(1000, 1, null, 8, 9)).comment(new Comment(1001, 2, null, 7, 9));
    try (Twofold twofold = community.twofold()) {
      try (LoadScope scope = twofold.open()) {
        Story first = Community.stories(scope, 1).get(0);
        assertThat(Story.COMMENTS.of(first)).hasSize(4);
      }
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 20);

        assertThat(Story.COMMENTERS.of(stories.get(1)))
            .extracting(User::id)
            .containsExactly(1L, 2L, 3L, 7L);

        assertThat(community.database.statementSizes()).containsExactly(1, 1, 19, 19, 5);
      }
    }
  }

  @Test
  void prefetch_firstStepKnownOfOne_readsTheSecondStepOfAllTogether() {
    try (Twofold twofold = community.twofold();
        LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 20);
      assertThat(Story.AUTHOR.alone().find(stories.get(0))).isPresent();

      scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR, user -> user.one(User.PHOTO)), stories);

      assertThat(community.database.statementSizes()).containsExactly(20, 1, 9, 10);
    }
  }

  @Test
  void handle_idsInTheTier_asksForNothingThatNobodyAsked() {
    try (Twofold twofold = community.twofold()) {
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          List<Story> stories = Community.stories(scope, 20);
          Lazy<List<Comment>> comments = Story.COMMENTS.lazy(stories.get(0));
          assertThat(Story.AUTHOR.alone().find(stories.get(0))).isPresent();

          assertThat(comments.require()).hasSize(3);
        }
      }
      assertThat(community.database.statementSizes()).containsExactly(20, 1, 1);
    }
  }

  @Test
  void handles_ofRelationsThroughOthers_resolveTogetherToTheLastHop() {
    try (Twofold twofold = community.twofold();
        LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 20);
      Lazy<Photo> first = Story.PHOTO.lazy(stories.get(0));
      Lazy<Photo> second = Story.PHOTO.lazy(stories.get(1));

      assertThat(first.require()).isEqualTo(new Photo(2, "/photo/2"));
      assertThat(second.require()).isEqualTo(new Photo(3, "/photo/3"));

      assertThat(community.database.statementSizes()).containsExactly(20, 2, 2);
    }
  }
}
