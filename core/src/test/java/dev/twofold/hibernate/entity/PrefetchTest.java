package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twofold.LoadScope;
import dev.twofold.hibernate.entity.Press.Portrait;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.internal.relation.PlanSuggestions;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.UnplannedLoads;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Paths of associations that are read before they are touched. */
class PrefetchTest {

  private static final List<Long> IDS = LongStream.rangeClosed(1, 20).boxed().toList();

  private final InMemoryTier tier = new InMemoryTier();
  private final PressDatabase press =
      new PressDatabase(
              TestDatabase.h2(Press.ALL),
              tier,
              TwofoldSettings.builder().unplannedLoads(UnplannedLoads.REFUSE).build())
          .fill(20, 5);

  @AfterEach
  void close() {
    press.close();
  }

  private static void readPage(LoadScope scope) {
    List<Story> stories = scope.entities().requireAll(Story.class, IDS);
    scope
        .entities()
        .prefetch(stories, "writer.portrait", "editor", "remarks", "labels", "keywords");
    for (Story story : stories) {
      Portrait portrait = story.getWriter().getPortrait();
      assertThat(portrait == null || portrait.getUrl() != null).isTrue();
      assertThat(story.getEditor() == null || story.getEditor().getName() != null).isTrue();
      assertThat(story.getRemarks()).hasSize(3).allMatch(remark -> remark.getText() != null);
      assertThat(story.getLabels()).isNotEmpty();
      assertThat(story.keywords).hasSize(2);
    }
  }

  @Nested
  class Cost {

    @Test
    void cold_isOneStatementPerLoader_andOneTripPerLevel() {
      try (LoadScope scope = press.open()) {
        readPage(scope);
        assertThat(press.statements()).isEqualTo(6);
        // The stories; their associations; the portraits. Rows came with their lists.
        assertThat(tier.multiGets()).isEqualTo(3);
        assertThat(scope.stats().waves()).isEqualTo(3);
        Costs.check(scope.stats());
      }
    }

    @Test
    void warm_isNoStatement() {
      try (LoadScope scope = press.open()) {
        readPage(scope);
      }
      tier.resetCounts();
      try (LoadScope scope = press.open()) {
        readPage(scope);
        assertThat(press.statements()).isZero();
        // Stories; lists and writers; remarks and labels; with the lists of portraits; portraits.
        assertThat(tier.multiGets()).isEqualTo(4);
        Costs.check(scope.stats());
      }
    }

    @Test
    void repeated_asksNothing_andADeeperOneGoesOn() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, IDS);
        scope.entities().prefetch(stories, "writer");
        scope.entities().prefetch(stories, "writer");
        assertThat(press.statements()).isEqualTo(2);
        scope.entities().prefetch(stories, "writer", "writer.portrait");
        assertThat(press.statements()).isEqualTo(3);
        assertThat(scope.stats().waves()).isEqualTo(3);
      }
    }

    @Test
    void circle_isReadOnce() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, IDS);
        scope.entities().prefetch(stories, "remarks.story.remarks.story", "remarks.story.writer");
        assertThat(stories.get(0).getRemarks().get(0).getStory().getWriter().getName())
            .isEqualTo("writer 2");
        assertThat(press.statements()).isEqualTo(3);
      }
    }

    @Test
    void proxies_areReadFirst() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, IDS);
        List<Writer> writers = stories.stream().limit(5).map(Story::getWriter).toList();
        scope.entities().prefetch(writers, "portrait");
        assertThat(writers).filteredOn(Writer::isPortrayed).hasSize(4);
        assertThat(press.statements()).isEqualTo(3);
      }
    }

    @Test
    void prefetched_isReadableAfterTheScope() {
      LoadScope scope = press.open();
      Story story = scope.entities().require(Story.class, 1L);
      scope.entities().prefetch(List.of(story), "writer.portrait", "remarks");
      scope.close();
      assertThat(story.getWriter().getPortrait().getUrl()).isEqualTo("url 2");
      assertThat(story.getRemarks()).hasSize(3);
    }

    @Test
    void untouched_isCountedAsUnread_untilItIsTouched() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 1L);
        scope.entities().prefetch(List.of(story), "writer", "remarks");
        assertThat(scope.stats().loaders().get("entity.Writer").unread()).isEqualTo(1);
        assertThat(scope.stats().loaders().get("entity.Remark").unread()).isEqualTo(3);
        assertThat(scope.stats().loaders().get("entity.Story.remarks").unread()).isEqualTo(1);
        assertThat(story.getWriter().getName()).isNotNull();
        assertThat(story.getRemarks()).hasSize(3);
        assertThat(scope.stats().loaders().values()).allMatch(stats -> stats.unread() == 0);
      }
    }
  }

  @Nested
  class Refused {

    @Test
    void unreadAssociation_namesThePrefetchThatHelps() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 1L);
        assertThat(story.getWriter().getId()).isEqualTo(2L);
        assertThatThrownBy(() -> story.getWriter().getName())
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "Story.writer was touched and no prefetch has read it; call"
                    + " entities().prefetch(copies of Story, \"writer\") before (setting"
                    + " unplannedLoads)");
        assertThatThrownBy(() -> story.getRemarks().size())
            .hasMessageStartingWith("Story.remarks was touched and no prefetch has read it");
        Writer writer = scope.entities().require(Writer.class, 1L);
        assertThatThrownBy(writer::getPortrait)
            .hasMessageStartingWith("Writer.portrait was touched and no prefetch has read it");
      }
    }

    @Test
    void unknownPath_namesWhatThereIs() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, IDS);
        assertThatThrownBy(() -> scope.entities().prefetch(stories, "writer.portrai"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "prefetch of 'writer.portrai': Writer has no association 'portrai'; it has:"
                    + " [portrait, stories]");
        assertThatThrownBy(() -> scope.entities().prefetch(stories, "title"))
            .hasMessageContaining("Story has no association 'title'");
        assertThat(press.statements()).isEqualTo(1);
      }
    }

    @Test
    void copyOfAnotherScope_isRefused() {
      try (LoadScope other = press.open()) {
        List<Story> stories = other.entities().requireAll(Story.class, IDS);
        try (LoadScope scope = press.open()) {
          assertThatThrownBy(() -> scope.entities().prefetch(stories, "writer"))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(
                  "prefetch was given a copy of Story that another scope has made; find it with"
                      + " the entities() of this scope");
        }
      }
    }

    @Test
    void managedEntity_isRefused() {
      try (LoadScope scope = press.open();
          Session session = press.database().sessionFactory().openSession()) {
        Story managed = session.find(Story.class, 1L);
        assertThatThrownBy(() -> scope.entities().prefetch(List.of(managed), "writer"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("prefetch takes copies, but an instance of ")
            .hasMessageEndingWith("find the entities with findAll and prefetch what it gives");
        assertThat(Hibernate.isInitialized(managed.getWriter())).isFalse();
      }
    }
  }

  @Nested
  class Suggested {

    @Test
    void touched_isSaidAsOnePrefetch_oncePerText() {
      ListAppender<ILoggingEvent> appender = new ListAppender<>();
      Logger logger = (Logger) LoggerFactory.getLogger(PlanSuggestions.class);
      appender.start();
      logger.setLevel(Level.INFO);
      logger.addAppender(appender);
      TwofoldSettings suggesting =
          TwofoldSettings.builder().unplannedLoads(UnplannedLoads.SUGGEST).build();
      try (PressDatabase own =
          new PressDatabase(TestDatabase.h2(Press.ALL), tier, suggesting).fill(2, 2)) {
        for (int i = 0; i < 2; i++) {
          try (LoadScope scope = own.open()) {
            Story story = scope.entities().require(Story.class, 2L);
            assertThat(story.getWriter().getPortrait()).isNotNull();
            assertThat(story.keywords).hasSize(2);
          }
        }
      } finally {
        logger.detachAppender(appender);
        logger.setLevel(null);
      }
      assertThat(appender.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .singleElement()
          .asString()
          .contains("entities().prefetch(copies of Story, \"writer.portrait\", \"keywords\")");
    }
  }
}
