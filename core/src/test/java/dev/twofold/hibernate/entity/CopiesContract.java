package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.hibernate.entity.Press.Label;
import dev.twofold.hibernate.entity.Press.Money;
import dev.twofold.hibernate.entity.Press.Mood;
import dev.twofold.hibernate.entity.Press.Portrait;
import dev.twofold.hibernate.entity.Press.Remark;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What copies of entities show, and at which cost, on any database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CopiesContract {

  private PressDatabase press;

  abstract TestDatabase open(Class<?>... entities);

  @BeforeAll
  void fill() {
    press = new PressDatabase(open(Press.ALL), null).fill(100, 10);
  }

  @AfterAll
  void close() {
    press.close();
  }

  private static List<Long> ids(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  @Nested
  class Values {

    @Test
    void attributes_areThoseOfTheRow() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 7L);
        assertThat(story.id).isEqualTo(7L);
        assertThat(story.version).isZero();
        assertThat(story.title).isEqualTo("story 7");
        assertThat(story.published).isEqualTo(Instant.parse("2026-01-01T00:00:07Z"));
        assertThat(story.mood).isEqualTo(Mood.LOUD);
        assertThat(story.locale).isEqualTo(Locale.GERMANY);
        assertThat(story.fee).isEqualTo(new Money(new BigDecimal("12.50"), "EUR"));
        assertThat(story.digest).containsExactly(1, 2, 7);
        assertThat(story.text).isEqualTo("text 7");
        assertThat(story.doubled).isEqualTo(14);
        assertThat(press.statements()).isEqualTo(1);
      }
    }

    @Test
    void embeddable_withoutColumns_isNull() {
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 3L).fee).isNull();
        assertThat(scope.entities().require(Writer.class, 1L).address).isNull();
        assertThat(scope.entities().require(Writer.class, 2L).address.town).isEqualTo("town");
      }
    }

    @Test
    void postLoad_isCalledOnce() {
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 7L).shout).isEqualTo("STORY 7");
        assertThat(scope.entities().require(Story.class, 7L).shout).isEqualTo("STORY 7");
      }
    }
  }

  @Nested
  class AgainstHibernate {

    @Test
    void allStories_areWhatASessionFinds() {
      try (LoadScope scope = press.open()) {
        List<Story> copies = scope.entities().requireAll(Story.class, ids(100));
        List<List<Object>> expected =
            press
                .database()
                .sessionFactory()
                .fromTransaction(
                    session ->
                        ids(100).stream()
                            .map(id -> values(session.find(Story.class, id)))
                            .toList());
        assertThat(copies.stream().map(CopiesContract::values).toList()).isEqualTo(expected);
      }
    }
  }

  private static List<Object> values(Story story) {
    List<Object> values = new ArrayList<>();
    values.add(story.getId());
    values.add(story.version);
    values.add(story.title);
    values.add(story.published);
    values.add(story.mood);
    values.add(story.locale);
    values.add(story.fee);
    values.add(HexFormat.of().formatHex(story.digest));
    values.add(story.text);
    values.add(story.doubled);
    values.add(story.shout);
    values.add(story.getWriter().getName());
    values.add(story.getEditor() == null ? null : story.getEditor().getName());
    values.add(story.getRemarks().stream().map(Remark::getText).toList());
    values.add(story.getLabels().stream().map(Label::getCode).collect(Collectors.toSet()));
    values.add(List.copyOf(story.keywords));
    values.add(List.copyOf(story.printed));
    values.add(Map.copyOf(story.prices));
    return values;
  }

  @Nested
  class ToOne {

    @Test
    void chain_ofHundredStories_isOneStatementPerLevel() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, ids(100));
        for (Story story : stories) {
          Portrait portrait = story.getWriter().getPortrait();
          long writer = story.id % 10 + 1;
          assertThat(story.getWriter().getName()).isEqualTo("writer " + writer);
          assertThat(portrait == null ? null : portrait.getUrl())
              .isEqualTo(writer == 10 ? null : "url " + writer);
        }
        assertThat(press.statements()).isEqualTo(3);
      }
    }

    @Test
    void untouched_readsNothing_andKnowsItsId() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 7L);
        assertThat(Hibernate.isInitialized(story.getWriter())).isFalse();
        assertThat(Hibernate.isInitialized(story.getEditor())).isFalse();
        assertThat(story.getWriter().getId()).isEqualTo(8L);
        assertThat(story.getWriter()).isInstanceOf(Writer.class);
        assertThat(press.statements()).isEqualTo(1);
      }
    }

    @Test
    void nullForeignKey_isNull() {
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Story.class, 2L).getEditor()).isNull();
      }
    }

    @Test
    void proxy_isTheOnlyInstanceOfItsEntity() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 7L);
        Writer proxy = story.getWriter();
        assertThat(scope.entities().require(Writer.class, 8L)).isSameAs(proxy);
        assertThat(Hibernate.isInitialized(proxy)).isTrue();
        assertThat(proxy.getPortrait().getWriter()).isSameAs(proxy);
        assertThat(Hibernate.unproxy(proxy)).isInstanceOf(Writer.class).isNotSameAs(proxy);
      }
    }

    @Test
    void copyThatIsKnown_isShownInsteadOfAProxy() {
      try (LoadScope scope = press.open()) {
        Writer writer = scope.entities().require(Writer.class, 8L);
        assertThat(scope.entities().require(Story.class, 7L).getWriter()).isSameAs(writer);
      }
    }

    @Test
    void hashSet_ofUnreadCopies_readsAllAtOnce_whereTheEntityHasAHashCode() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, ids(100));
        Set<Writer> writers = new HashSet<>();
        stories.forEach(story -> writers.add(story.getWriter()));
        assertThat(writers).hasSize(10);
        assertThat(press.statements()).isEqualTo(2);
        assertThat(writers).contains(scope.entities().require(Writer.class, 8L));
      }
    }

    @Test
    void hashSet_ofUnreadCopies_isOfInstances_whereItHasNone() {
      try (LoadScope scope = press.open()) {
        List<Remark> remarks =
            scope.entities().requireAll(Remark.class, List.of(11L, 12L, 13L, 21L));
        Set<Story> stories = new HashSet<>();
        remarks.forEach(remark -> stories.add(remark.getStory()));
        assertThat(stories).hasSize(2);
        assertThat(press.statements()).isEqualTo(1);
        Story read = scope.entities().require(Story.class, 2L);
        assertThat(stories).contains(read);
      }
    }

    @Test
    void inverseOneToOne_isReadByAnyCodeOfTheEntity() {
      try (LoadScope scope = press.open()) {
        assertThat(scope.entities().require(Writer.class, 1L).isPortrayed()).isTrue();
        assertThat(scope.entities().require(Writer.class, 10L).isPortrayed()).isFalse();
      }
    }
  }

  @Nested
  class Collections {

    @Test
    void oneToMany_ofHundredStories_isOneStatement_inItsOrder() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, ids(100));
        for (Story story : stories) {
          assertThat(story.getRemarks())
              .extracting(Remark::getId)
              .containsExactly(story.id * 10 + 3, story.id * 10 + 2, story.id * 10 + 1);
          assertThat(story.getRemarks()).allMatch(remark -> remark.getStory() == story);
        }
        assertThat(press.statements()).isEqualTo(2);
      }
    }

    @Test
    void manyToMany_ofHundredStories_isOneStatement() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, ids(100));
        for (Story story : stories) {
          assertThat(story.getLabels())
              .extracting(Label::getText)
              .containsExactlyInAnyOrderElementsOf(
                  story.id % 2 == 0 ? List.of("Business", "Art") : List.of("Business"));
        }
        assertThat(press.statements()).isEqualTo(2);
      }
    }

    @Test
    void valuesOfEachKind_areInTheirOrder() {
      try (LoadScope scope = press.open()) {
        Story story = scope.entities().require(Story.class, 7L);
        assertThat(story.keywords).containsExactly("z7", "a7");
        assertThat(story.printed)
            .containsExactly(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1));
        assertThat(story.printed.first()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(story.prices)
            .containsExactly(Map.entry("paper", new Money(new BigDecimal("3.00"), "EUR")));
        assertThat(press.statements()).isEqualTo(4);
      }
    }

    @Test
    void mapByAttribute_hasTheEntities_bothSidesTheSame() {
      try (LoadScope scope = press.open()) {
        Writer writer = scope.entities().require(Writer.class, 8L);
        assertThat(writer.getStories()).hasSize(10).containsKey("story 7");
        assertThat(writer.getStories().get("story 7").getWriter()).isSameAs(writer);
        assertThat(press.statements()).isEqualTo(2);
      }
    }

    @Test
    void untouched_isNotInitialized() {
      try (LoadScope scope = press.open()) {
        List<Story> stories = scope.entities().requireAll(Story.class, ids(2));
        assertThat(Hibernate.isInitialized(stories.get(0).getRemarks())).isFalse();
        assertThat(stories.get(0).getRemarks()).hasSize(3);
        assertThat(Hibernate.isInitialized(stories.get(1).getRemarks())).isTrue();
      }
    }
  }
}
