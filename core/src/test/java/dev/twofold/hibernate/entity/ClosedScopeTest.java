package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Entities;
import dev.twofold.LoadScope;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said when something is asked of a scope that is closed. */
class ClosedScopeTest {

  private static PressDatabase press;

  @BeforeAll
  static void open() {
    press = PressDatabase.onH2().fill(4, 2);
  }

  @AfterAll
  static void close() {
    press.close();
  }

  private static void unread(String association, ThrowingCallable touch) {
    assertThatThrownBy(touch)
        .isInstanceOf(LazyInitializationException.class)
        .hasMessage(
            association
                + " was not read before its scope was closed; touch it while the request goes on,"
                + " or find the entity in a scope of your own, opened with Twofold.open()");
    assertThat(press.statements()).isEqualTo(2);
  }

  @Test
  void everyKindOfAssociation_isNamed() {
    LoadScope scope = press.open();
    Story story = scope.entities().require(Story.class, 1L);
    Writer writer = scope.entities().require(Writer.class, 1L);
    scope.close();
    unread("Story.writer", () -> story.getWriter().getName());
    unread("Story.remarks", () -> story.getRemarks().size());
    unread("Story.labels", () -> story.getLabels().size());
    unread("Story.keywords", () -> story.keywords.get(0));
    unread("Story.printed", () -> story.printed.first());
    unread("Story.prices", () -> story.prices.get("paper"));
    unread("Writer.stories", () -> writer.getStories().keySet());
    unread("Writer.portrait", writer::getPortrait);
    unread("Writer.portrait", writer::isPortrayed);
  }

  @Test
  void entitiesThatWereKept_areRefused() {
    LoadScope scope = press.open();
    Entities entities = scope.entities();
    Story story = entities.require(Story.class, 1L);
    scope.close();
    refused(() -> entities.find(Story.class, 2L));
    refused(() -> entities.require(Story.class, 1L));
    refused(() -> entities.prefetch(List.of(story), "writer"));
    refused(() -> entities.invalidate(Story.class, List.of(1L)));
    assertThat(press.statements()).isEqualTo(1);
  }

  private static void refused(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the scope is closed; it ends with its request. Work that outlives a request opens a"
                + " scope of its own with Twofold.open()");
  }
}
