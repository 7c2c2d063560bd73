package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.error.ConfigurationException;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.Link;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.PageReader.Start;
import dev.twofold.tier.relation.RelationMapping;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class InMemoryRelationsTest extends InMemoryStories {

  @Nested
  class Pages {

    private final PageReader<Long, Long, Comment> pages =
        database
            .relations()
            .pageReader(comments(STORY, List.of(), List.of(Order.desc("points")), 1));

    private Map<Long, List<Long>> page(List<Start<Long, Comment>> starts, int size) {
      try (DatabaseRead read = open()) {
        return byOwner(pages.read(starts, size, parameters, read));
      }
    }

    @Test
    void read_startsOfSeveralOwners_goOnAfterEach() {
      comment(1, 1, null, "ada", 5);
      comment(2, 1, null, "ada", 9);
      comment(3, 1, null, "ada", 5);
      comment(4, 2, null, "ada", 1);

      assertThat(page(List.of(new Start<>(1L, null), new Start<>(2L, null)), 2))
          .isEqualTo(Map.of(1L, List.of(2L, 1L), 2L, List.of(4L)));
      assertThat(
              page(
                  List.of(
                      new Start<>(1L, new Comment(1, 1, null, "ada", 5)),
                      new Start<>(2L, new Comment(4, 2, null, "ada", 1))),
                  2))
          .isEqualTo(Map.of(1L, List.of(3L)));
      assertThat(database.statementSizes()).containsExactly(2, 2);
    }

    @Test
    void batchLimit_countsOwnerOrderAndId() {
      assertThat(pages.batchLimit()).isEqualTo(10);
    }

    @Test
    void prepare_rowsThatDoNotTellTheirPlace_isRefused() {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> database.relations().pageReader(tags(List.of())))
          .withMessage(
              "relation TAGS to Tags: it has no pages, since its rows come as they were linked;"
                  + " give it an order");
    }
  }

  @Nested
  class Aggregates {

    private <N> Map<Long, N> aggregate(
        AggregateFunction function, @Nullable String attribute, Class<N> resultType) {
      comment(1, 1, null, "ada", 5);
      comment(2, 1, null, "bob", 8);
      comment(3, 1, null, "cyd", null);
      comment(4, 2, null, "ada", null);
      AggregateMapping<Long, N> mapping =
          new AggregateMapping<>(
              "SUMS",
              comments(),
              StoryEntity.class,
              Long.class,
              STORY,
              List.of(Condition.ne("by", "bob")),
              function,
              attribute,
              resultType);
      try (DatabaseRead read = open()) {
        return database
            .relations()
            .aggregateReader(mapping)
            .read(List.of(1L, 2L, 3L), parameters, read);
      }
    }

    @Test
    void read_rowsThemselves_leavesOutOwnersWithoutRows() {
      assertThat(aggregate(AggregateFunction.COUNT, null, Long.class))
          .isEqualTo(Map.of(1L, 2L, 2L, 1L));
      assertThat(aggregate(AggregateFunction.EXISTS, null, Boolean.class))
          .isEqualTo(Map.of(1L, true, 2L, true));
      assertThat(database.statementSizes()).containsExactly(3, 3);
    }

    @Test
    void read_attribute_leavesOutWhatIsNull() {
      assertThat(aggregate(AggregateFunction.SUM, "points", Long.class)).isEqualTo(Map.of(1L, 5L));
      assertThat(aggregate(AggregateFunction.AVERAGE, "points", Double.class))
          .isEqualTo(Map.of(1L, 5.0));
      assertThat(aggregate(AggregateFunction.MINIMUM, "by", String.class))
          .isEqualTo(Map.of(1L, "ada", 2L, "ada"));
      assertThat(aggregate(AggregateFunction.MAXIMUM, "by", String.class))
          .isEqualTo(Map.of(1L, "cyd", 2L, "ada"));
    }
  }

  @Nested
  class Refusals {

    @Test
    void prepare_attributeThatNoRowHas_namesWhatThereIs() {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(
              () ->
                  database
                      .relations()
                      .reader(comments(new Link.ForeignKey("article"), List.of(), List.of(), 0)))
          .withMessage(
              "relation COMMENTS to Comments: Comment has no 'article', but id, storyId, parentId,"
                  + " by, points");
    }

    @Test
    void prepare_ownersOfAnotherType_namesBoth() {
      RelationMapping<String, Long, Comment> mapping =
          new RelationMapping<>(
              "COMMENTS", comments(), null, String.class, STORY, List.of(), List.of(), 0, false);

      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> database.relations().reader(mapping))
          .withMessage(
              "relation COMMENTS to Comments: 'story' of Comment is a Long, but the keys of its"
                  + " owners are String");
    }

    @Test
    void prepare_collectionOfUnknownOwners_isRefused() {
      RelationMapping<Long, Long, Comment> mapping =
          new RelationMapping<>(
              "TAGS", comments(), null, Long.class, TAGS, List.of(), List.of(), 0, false);

      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> database.relations().reader(mapping))
          .withMessage(
              "relation TAGS to Comments: 'tags' is a collection of an entity that is not known");
    }
  }

  @Nested
  class Associations {

    @Test
    void associations_toldOf_comeInThatOrder() {
      Association author =
          Association.of("author", Association.Kind.FOREIGN_KEY, CommentEntity.class);
      Association tags = Association.of("tags", Association.Kind.MANY, TagEntity.class);
      database.association(StoryEntity.class, tags).association(StoryEntity.class, author);

      assertThat(database.relations().associations(StoryEntity.class))
          .containsExactly(tags, author);
    }

    @Test
    void associations_classThatIsNotMapped_isRefusedNamingWhatIs() {
      database.put(TagEntity.class, 1L, new Tag(1, "java"));
      assertThat(database.relations().associations(TagEntity.class)).isEmpty();

      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> database.relations().associations(String.class))
          .withMessage("java.lang.String is not mapped; what is mapped: [TagEntity]");
    }
  }
}
