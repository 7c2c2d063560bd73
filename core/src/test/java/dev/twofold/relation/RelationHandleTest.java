package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import dev.twofold.testing.Costs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handles of relations join whatever wave comes first. */
class RelationHandleTest {

  private final Community community = new Community(20);

  @Test
  void handlesOfSeveralRelations_joinTheWaveOfAnyTouch() {
    try (LoadScope scope = community.twofold().open()) {
      List<Story> stories = Community.stories(scope, 5);
      List<Lazy<User>> authors = stories.stream().map(Story.AUTHOR::lazy).toList();
      Lazy<List<Comment>> comments = Story.COMMENTS.lazy(stories.get(0));
      Lazy<Long> count = Story.COMMENT_COUNT.lazy(stories.get(1));
      assertThat(community.database.statementSizes()).containsExactly(5);

      assertThat(Story.TAGS.of(stories.get(0))).hasSize(2);
      assertThat(scope.stats().waves()).isEqualTo(2);
      assertThat(community.database.statementSizes()).containsExactlyInAnyOrder(5, 5, 5, 1, 1);

      assertThat(authors).extracting(author -> author.require().id()).hasSize(5);
      assertThat(comments.require()).hasSize(3);
      assertThat(count.find()).contains(3L);
      assertThat(scope.stats().waves()).isEqualTo(2);
      assertThat(scope.stats().loader("UserLoader").unread()).isZero();
      Costs.check(scope.stats());
    }
  }

  @Test
  void handleOfALoader_joinsTheWaveOfARelation() {
    try (LoadScope scope = community.twofold().open()) {
      List<Story> stories = Community.stories(scope, 3);
      Lazy<User> tenth = scope.lazy(UserLoader.class, 10L);
      stories.get(0).author();
      assertThat(tenth.require().id()).isEqualTo(10);
      assertThat(community.database.statementSizes()).containsExactly(3, 4);
      Costs.check(scope.stats());
    }
  }

  @Test
  void readFirst_leavesTheCohortToTheRelation() {
    try (LoadScope scope = community.twofold().open()) {
      List<Story> stories = Community.stories(scope, 5);
      assertThat(Story.AUTHOR.lazy(stories.get(2)).require().id()).isEqualTo(4);
      stories.forEach(Story::author);
      assertThat(community.database.statementSizes()).containsExactly(5, 1, 4);
      Costs.check(scope.stats());
    }
  }

  @Test
  void neverRead_costsNothing() {
    try (LoadScope scope = community.twofold().open()) {
      Story.AUTHOR.lazy(Community.stories(scope, 1).get(0));
      assertThat(community.database.statementSizes()).containsExactly(1);
      assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
    }
  }

  @Test
  void nullKey_isEmpty_andDanglingKeyAsTheRelationSays() {
    community.story(new Story(1, "a", 99, null, ""));
    try (LoadScope scope = community.twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      assertThat(Story.EDITOR.lazy(story).find()).isEmpty();
      Lazy<User> author = Story.AUTHOR.lazy(story);
      assertThat(author.find()).isEmpty();
      assertThatExceptionOfType(AbsentException.class)
          .isThrownBy(author::require)
          .withMessage(
              "relation Story.AUTHOR: Story 1 leads to key 99, but UserLoader has no value for it");
    }
  }

  @Test
  void failure_isToldOnce_andTriedAgain() {
    try (LoadScope scope = community.twofold().open()) {
      Lazy<User> author = Story.AUTHOR.lazy(Community.stories(scope, 1).get(0));
      community.database.failStatements(new IllegalStateException());
      assertThatExceptionOfType(LoadException.class).isThrownBy(author::find);
      community.database.failStatements(null);
      assertThat(author.find()).isPresent();
      Costs.check(scope.stats());
    }
  }

  @Test
  void readAfterTheRequest_saysThatItHasEnded() {
    Twofold twofold = community.twofold();
    Lazy<User> author;
    try (LoadScope scope = twofold.open()) {
      author = Story.AUTHOR.lazy(Community.stories(scope, 1).get(0));
    }
    assertThatIllegalStateException()
        .isThrownBy(author::find)
        .withMessage(
            "the scope is closed; it ends with its request. Work that outlives a request opens a"
                + " scope of its own with Twofold.open()");
  }

  @Test
  void readInAnotherScope_belongsToItsOwn() {
    Twofold twofold = community.twofold();
    try (LoadScope scope = twofold.open()) {
      Lazy<User> author = Story.AUTHOR.lazy(Community.stories(scope, 1).get(0));
      try (LoadScope inner = twofold.open()) {
        author.require();
        assertThat(Costs.of(inner)).isEmpty();
      }
      assertThat(scope.stats().waves()).isEqualTo(2);
    }
  }

  @Test
  void text_showsNoValues() {
    try (LoadScope scope = community.twofold().open()) {
      assertThat(Story.AUTHOR.lazy(Community.stories(scope, 1).get(0)))
          .hasToString("Lazy of Story");
    }
  }
}
