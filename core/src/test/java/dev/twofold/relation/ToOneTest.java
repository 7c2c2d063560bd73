package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.AbsentException;
import dev.twofold.relation.Community.Story;
import dev.twofold.testing.Costs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToOneTest {

  @Test
  void chainOfHundred_isOneBatchForEachLevel() {
    Community community = new Community(100);
    Twofold twofold = community.twofold();
    try (LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 100);

      for (Story story : stories) {
        assertThat(story.author().photo().url()).isEqualTo("/photo/" + (story.id() % 10 + 1));
      }

      assertThat(community.database.statementSizes()).containsExactly(100, 10, 10);
      assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=3 multiSets=3");
      Costs.check(scope.stats());
    }
    try (LoadScope scope = twofold.open()) {
      for (Story story : Community.stories(scope, 100)) {
        assertThat(story.author().photo().url()).isEqualTo("/photo/" + (story.id() % 10 + 1));
      }

      assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=3");
      assertThat(scope.stats().total().statements()).isZero();
      assertThat(scope.stats().total().unread()).isZero();
    }
  }

  @Test
  void require_danglingKey_namesRelationAndBothKeys() {
    Community community = new Community(1).story(new Story(1, "story", 99, null, "nobody"));
    try (Twofold twofold = community.twofold();
        LoadScope scope = twofold.open()) {
      Story story = Community.stories(scope, 1).get(0);

      assertThatExceptionOfType(AbsentException.class)
          .isThrownBy(story::author)
          .withMessage(
              "relation Story.AUTHOR: Story 1 leads to key 99, but UserLoader has no value for it");
      assertThat(story.editor()).isEmpty();
      assertThat(Story.NAMESAKE.find(story)).isEmpty();
    }
  }
}
