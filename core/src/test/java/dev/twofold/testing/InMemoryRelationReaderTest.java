package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.RowReader.Found;
import dev.twofold.tier.relation.Link;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationMapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class InMemoryRelationReaderTest extends InMemoryStories {

  @Nested
  class ForeignKeys {

    @Test
    void read_ownersWithAndWithoutRows_givesEachOwnersInTheOrderOfIds() {
      comment(10, 1, null, "ada", null);
      comment(9, 1, null, "ada", null);
      comment(11, 2, null, "ada", null);
      comment(12, 4, null, "ada", null);

      assertThat(ids(comments(STORY, List.of(), List.of(), 0), List.of(1L, 2L, 3L)))
          .isEqualTo(Map.of(1L, List.of(9L, 10L), 2L, List.of(11L)));
      assertThat(database.statements()).isEqualTo(1);
      assertThat(database.statementSizes()).containsExactly(3);
    }

    @Test
    void read_severalOwners_mixesTheirRows() {
      comment(1, 1, null, "ada", null);
      comment(2, 1, null, "ada", null);
      comment(3, 2, null, "ada", null);

      assertThat(read(comments(STORY, List.of(), List.of(), 0), List.of(1L, 2L)))
          .extracting(Related::row)
          .containsExactly(
              new Found<>(1L, new Comment(1, 1, null, "ada", null)),
              new Found<>(3L, new Comment(3, 2, null, "ada", null)),
              new Found<>(2L, new Comment(2, 1, null, "ada", null)));
    }

    @Test
    void read_orderWithEqualAndNullValues_putsNullFirstAndGoesOnByIds() {
      comment(1, 1, null, "bob", 5);
      comment(2, 1, null, "ada", null);
      comment(3, 1, null, "ada", 5);
      comment(4, 1, null, "ada", 7);

      assertThat(order(Order.asc("points"))).containsExactly(2L, 1L, 3L, 4L);
      assertThat(order(Order.desc("points"))).containsExactly(4L, 1L, 3L, 2L);
      assertThat(order(Order.asc("by"), Order.desc("points"))).containsExactly(4L, 3L, 2L, 1L);
    }

    private List<Long> order(Order... order) {
      return ids(comments(STORY, List.of(), List.of(order), 0), List.of(1L)).get(1L);
    }

    @Test
    void read_limit_isEachOwnersOwn() {
      for (long id = 1; id <= 5; id++) {
        comment(id, 1, null, "ada", null);
        comment(10 + id, 2, null, "ada", null);
      }

      assertThat(ids(comments(STORY, List.of(), List.of(Order.desc("id")), 2), List.of(1L, 2L)))
          .isEqualTo(Map.of(1L, List.of(5L, 4L), 2L, List.of(15L, 14L)));
    }

    @Test
    void read_compositeKey_comparesItsValue() {
      VoteId answered = new VoteId(1, 2);
      database.put(VoteEntity.class, new VoteId(5, 5), new Vote(new VoteId(5, 5), answered, "a"));
      database.put(
          VoteEntity.class, new VoteId(6, 6), new Vote(new VoteId(6, 6), new VoteId(1, 3), "a"));
      RelationMapping<VoteId, VoteId, Vote> answers =
          new RelationMapping<>(
              "ANSWERS",
              votes(null),
              VoteEntity.class,
              VoteId.class,
              new Link.ForeignKey("answers"),
              List.of(),
              List.of(),
              0,
              false);

      assertThat(ids(answers, List.of(new VoteId(1, 2))))
          .isEqualTo(Map.of(answered, List.of(new VoteId(5, 5))));
      assertThat(database.relations().reader(answers).ownerColumns()).isEqualTo(2);
    }

    @Test
    void read_pathIntoTheIdAndTenant_seesOnlyRowsOfTheTenant() {
      database.put(VoteEntity.class, new VoteId(1, 2), new Vote(new VoteId(1, 2), null, "acme"));
      database.put(VoteEntity.class, new VoteId(1, 3), new Vote(new VoteId(1, 3), null, "other"));
      parameters = ParameterValues.of(TENANT, "acme");
      RelationMapping<Long, VoteId, Vote> mapping =
          new RelationMapping<>(
              "VOTES",
              votes(TENANT),
              null,
              Long.class,
              new Link.ForeignKey("id.story"),
              List.of(),
              List.of(),
              0,
              false);

      assertThat(ids(mapping, List.of(1L))).isEqualTo(Map.of(1L, List.of(new VoteId(1, 2))));
    }

    @Test
    void read_otherSpellingOfTheOwner_findsTheRowsAsTheDatabaseSpellsIt() {
      database.comparingBy(key -> key instanceof String text ? text.toLowerCase(Locale.ROOT) : key);
      comment(1, 1, null, "Ada", null);
      RelationMapping<String, Long, Comment> mapping =
          new RelationMapping<>(
              "WRITTEN",
              comments(),
              null,
              String.class,
              new Link.ForeignKey("by"),
              List.of(),
              List.of(),
              0,
              false);

      assertThat(ids(mapping, List.of("ADA"))).isEqualTo(Map.of("Ada", List.of(1L)));
    }
  }

  @Nested
  class Conditions {

    private List<Long> where(Condition... conditions) {
      comment(1, 1, null, "ada", 5);
      comment(2, 1, null, "bob", null);
      comment(3, 1, null, "cyd", 7);
      return ids(comments(STORY, List.of(conditions), List.of(), 0), List.of(1L))
          .getOrDefault(1L, List.of());
    }

    @Test
    void read_comparisons_leaveOutWhatIsNull() {
      assertThat(where(Condition.eq("points", 5))).containsExactly(1L);
      assertThat(where(Condition.ne("points", 5))).containsExactly(3L);
      assertThat(where(Condition.lt("points", 7))).containsExactly(1L);
      assertThat(where(Condition.le("points", 7))).containsExactly(1L, 3L);
      assertThat(where(Condition.gt("points", 5))).containsExactly(3L);
      assertThat(where(Condition.ge("points", 5))).containsExactly(1L, 3L);
      assertThat(where(Condition.in("points", 5, 6))).containsExactly(1L);
    }

    @Test
    void read_nullness_tellsNullFromValues() {
      assertThat(where(Condition.isNull("points"))).containsExactly(2L);
      assertThat(where(Condition.isNotNull("points"))).containsExactly(1L, 3L);
    }

    @Test
    void read_parameter_comparesWithItsValue() {
      parameters = ParameterValues.of(VIEWER, "cyd");

      assertThat(where(Condition.eq("by", VIEWER))).containsExactly(3L);
    }

    @Test
    void read_severalConditions_allHold() {
      assertThat(where(Condition.isNotNull("points"), Condition.ne("by", "ada")))
          .containsExactly(3L);
    }
  }

  @Nested
  class Collections {

    @Test
    void read_joinRows_comeAsLinkedOncePerOwner() {
      tagsOfTwoStories();

      assertThat(ids(tags(List.of()), List.of(1L, 2L, 3L)))
          .isEqualTo(Map.of(1L, List.of(7L, 5L), 2L, List.of(5L)));
      assertThat(database.statementSizes()).containsExactly(3);
    }

    @Test
    void read_orderGiven_winsOverTheOrderOfLinks() {
      tagsOfTwoStories();

      assertThat(ids(tags(List.of(Order.asc("name"))), List.of(1L)))
          .isEqualTo(Map.of(1L, List.of(5L, 7L)));
    }

    @Test
    void read_unlinkedAndDeletedRows_areLeftOut() {
      tagsOfTwoStories();
      database.unlink(StoryEntity.class, "tags", 1L, 5L);
      database.delete(TagEntity.class, 7L);

      assertThat(ids(tags(List.of()), List.of(1L, 2L))).isEqualTo(Map.of(2L, List.of(5L)));
    }

    private void tagsOfTwoStories() {
      database.put(TagEntity.class, 5L, new Tag(5, "java"));
      database.put(TagEntity.class, 7L, new Tag(7, "sql"));
      database.link(StoryEntity.class, "tags", 1L, 7L, 5L);
      database.link(StoryEntity.class, "tags", 2L, 5L);
    }
  }

  @Nested
  class WholeTrees {

    @Test
    void read_tree_givesTheRowsOfRowsInOneStatement() {
      comment(1, 1, null, "ada", null);
      comment(2, 1, 1L, "ada", null);
      comment(3, 1, 2L, "ada", null);
      comment(4, 1, 1L, "ada", null);
      comment(5, 1, 9L, "ada", null);

      assertThat(ids(replies(0), List.of(1L)))
          .isEqualTo(Map.of(1L, List.of(2L, 4L), 2L, List.of(3L)));
      assertThat(database.statementSizes()).containsExactly(1);
    }

    @Test
    void read_ownerInsideTheTreeOfAnother_givesItsRowsOnce() {
      comment(2, 1, 1L, "ada", null);
      comment(3, 1, 2L, "ada", null);

      assertThat(read(replies(0), List.of(1L, 2L))).hasSize(2);
      assertThat(read(replies(0), List.of(2L, 1L))).hasSize(2);
    }

    @Test
    void read_rowsAboveThemselves_comeOnce() {
      comment(1, 1, 1L, "ada", null);
      comment(2, 1, 3L, "ada", null);
      comment(3, 1, 2L, "ada", null);

      assertThat(ids(replies(0), List.of(1L))).isEqualTo(Map.of(1L, List.of(1L)));
      assertThat(ids(replies(0), List.of(2L))).isEqualTo(Map.of(2L, List.of(3L), 3L, List.of(2L)));
    }

    @Test
    void read_limit_isEachRowsOwn() {
      for (long id = 2; id <= 4; id++) {
        comment(id, 1, 1L, "ada", null);
        comment(10 + id, 1, 2L, "ada", null);
      }

      assertThat(ids(replies(2), List.of(1L)))
          .isEqualTo(Map.of(1L, List.of(2L, 3L), 2L, List.of(12L, 13L)));
    }
  }
}
