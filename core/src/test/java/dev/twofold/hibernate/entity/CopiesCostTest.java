package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.hibernate.entity.Press.Portrait;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a page of copies costs with a distributed tier: trips and statements. */
class CopiesCostTest {

  private final InMemoryTier tier = new InMemoryTier();
  private final PressDatabase press =
      new PressDatabase(TestDatabase.h2(Press.ALL), tier).fill(100, 10);

  @AfterEach
  void close() {
    press.close();
  }

  private static void readPage(LoadScope scope) {
    List<Long> ids = LongStream.rangeClosed(1, 100).boxed().toList();
    List<Story> stories = scope.entities().requireAll(Story.class, ids);
    for (Story story : stories) {
      assertThat(story.getWriter().getName()).isNotNull();
      Portrait portrait = story.getWriter().getPortrait();
      assertThat(portrait == null || portrait.getUrl() != null).isTrue();
      assertThat(story.getRemarks()).hasSize(3);
      assertThat(story.getLabels()).isNotEmpty();
      assertThat(story.keywords).containsExactly("z" + story.id, "a" + story.id);
      assertThat(story.prices).containsOnlyKeys("paper");
      assertThat(story.locale.getCountry()).isEqualTo("DE");
    }
  }

  @Test
  void cold_isOneStatementPerKind() {
    try (LoadScope scope = press.open()) {
      readPage(scope);
      assertThat(press.statements()).isEqualTo(7);
    }
  }

  @Test
  void warm_isNoStatement_andOneTripPerKind() {
    try (LoadScope scope = press.open()) {
      readPage(scope);
    }
    tier.resetCounts();
    try (LoadScope scope = press.open()) {
      readPage(scope);
      assertThat(press.statements()).isZero();
      assertThat(press.database().connectionsTaken()).isZero();
      // Portraits, remarks and labels: the list first, then the entities that it names.
      assertThat(tier.multiGets()).isEqualTo(10);
    }
  }

  @Test
  void emptyPart_isRememberedAsAbsence() {
    try (LoadScope scope = press.open()) {
      assertThat(scope.entities().require(Writer.class, 10L).getPortrait()).isNull();
    }
    try (LoadScope scope = press.open()) {
      assertThat(scope.entities().require(Writer.class, 10L).getPortrait()).isNull();
      assertThat(press.statements()).isZero();
    }
  }

  @Test
  void loaders_areNamedAfterEntitiesAndAttributes() {
    try (LoadScope scope = press.open()) {
      readPage(scope);
      assertThat(scope.stats().loaders())
          .containsKeys(
              "entity.Story", "entity.Writer", "entity.Writer.portrait", "entity.Story.remarks");
      assertThat(scope.stats().loaders().get("entity.Story.remarks").batches()).isEqualTo(1);
    }
  }

  @Test
  void bytesInTheTier_areKeptUnderTheirLoaders() {
    try (LoadScope scope = press.open()) {
      assertThat(scope.entities().require(Story.class, 7L).getRemarks()).hasSize(3);
    }
    Map<String, byte[]> contents = tier.contents();
    assertThat(contents.keySet())
        .anyMatch(key -> key.startsWith("twofold:entity.Story:"))
        .anyMatch(key -> key.startsWith("twofold:entity.Story.remarks:"))
        .anyMatch(key -> key.startsWith("twofold:entity.Remark:"));
  }
}
