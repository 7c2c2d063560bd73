package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.settings.UnplannedLoads;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of relations that no plan has resolved. */
class UnplannedLoadsTest {

  private final Community community = new Community(3);

  private Twofold twofold(UnplannedLoads loads) {
    return community.twofold(settings -> settings.unplannedLoads(loads));
  }

  @Nested
  class Refuse {

    @Test
    void unplannedTouch_isRefused_namingThePlan() {
      try (LoadScope scope = twofold(UnplannedLoads.REFUSE).open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThatIllegalStateException()
            .isThrownBy(story::author)
            .withMessage(
                "relation Story.AUTHOR was asked for and no plan has resolved it; prefetch"
                    + " Plan.of(Story.class).one(Story.AUTHOR) before (setting unplannedLoads)");
        assertThatIllegalStateException()
            .isThrownBy(() -> Story.COMMENTS.of(story))
            .withMessageContaining("Plan.of(Story.class).many(Story.COMMENTS)");
        assertThatIllegalStateException()
            .isThrownBy(() -> Story.COMMENT_COUNT.of(story))
            .withMessageContaining("Plan.of(Story.class).also(Story.COMMENT_COUNT)");
        assertThat(community.database.statementSizes()).containsExactly(1);
      }
    }

    @Test
    void whatIsPlannedOrKnown_isAnswered() {
      try (LoadScope scope = twofold(UnplannedLoads.REFUSE).open()) {
        List<Story> stories = Community.stories(scope, 3);
        assertThat(stories.get(0).editor()).isEmpty();
        scope.prefetch(
            Plan.of(Story.class)
                .one(Story.AUTHOR, user -> user.one(User.PHOTO))
                .many(Story.COMMENTS),
            stories);
        for (Story story : stories) {
          assertThat(story.author().photo()).isNotNull();
          assertThat(Story.PHOTO.find(story)).isPresent();
          assertThat(Story.COMMENTS.of(story)).hasSize(3);
          assertThat(Story.COMMENT_COUNT.of(story)).isEqualTo(3);
        }
        assertThat(Comment.AUTHOR.find(Story.COMMENTS.of(stories.get(0)).get(1))).isPresent();
      }
    }

    @Test
    void planThatFailed_tellsItsFailure() {
      try (LoadScope scope = twofold(UnplannedLoads.REFUSE).open()) {
        List<Story> stories = Community.stories(scope, 3);
        community.database.failStatements(new UnsupportedOperationException());
        scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR), stories);
        assertThatExceptionOfType(LoadException.class).isThrownBy(() -> stories.get(0).author());
      }
    }
  }

  @Nested
  class Suggest {

    private final Logger logger =
        (Logger) LoggerFactory.getLogger("dev.twofold.internal.relation.PlanSuggestions");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
      log.start();
      logger.setLevel(Level.INFO);
      logger.setAdditive(false);
      logger.addAppender(log);
    }

    @AfterEach
    void leave() {
      logger.detachAppender(log);
      logger.setAdditive(true);
      logger.setLevel(null);
    }

    private List<String> lines() {
      return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aPage_isOneLineWithThePlan_saidOnce() {
      Twofold twofold = twofold(UnplannedLoads.SUGGEST);
      for (int request = 0; request < 3; request++) {
        try (LoadScope scope = twofold.open()) {
          for (Story story : Community.stories(scope, 3)) {
            story.author().photo();
            Story.COMMENTS.of(story).forEach(Comment.AUTHOR::require);
            Story.TOP_SCORE.find(story);
          }
          assertThat(lines()).hasSize(request == 0 ? 0 : 1);
        }
      }
      assertThat(lines())
          .containsExactly(
              "5 relations were resolved without a plan. This one resolves them level by level:"
                  + " Plan.of(Story.class).one(Story.AUTHOR, user -> user.one(User.PHOTO))"
                  + ".many(Story.COMMENTS, comment -> comment.one(Comment.AUTHOR))"
                  + ".also(Story.TOP_SCORE). Said once for each plan.");
    }

    @Test
    void plannedAndKnown_sayNothing() {
      try (LoadScope scope = twofold(UnplannedLoads.SUGGEST).open()) {
        List<Story> stories = Community.stories(scope, 3);
        scope.prefetch(Plan.of(Story.class).one(Story.AUTHOR), stories);
        stories.forEach(Story::author);
        stories.forEach(Story::editor);
      }
      assertThat(lines()).isEmpty();
    }

    @Test
    void relationInACircle_isNamedOnce() {
      try (LoadScope scope = twofold(UnplannedLoads.SUGGEST).open()) {
        Story story = Community.stories(scope, 3).get(0);
        Story.COMMENTS.of(User.STORIES.of(story.author()).get(0));
      }
      assertThat(lines()).hasSize(1);
      assertThat(lines().get(0))
          .contains("Story.AUTHOR", "User.STORIES", "Story.COMMENTS")
          .startsWith("3 relations");
    }
  }
}
