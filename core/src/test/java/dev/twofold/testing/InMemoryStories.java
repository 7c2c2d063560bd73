package dev.twofold.testing;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.Source;
import dev.twofold.tier.relation.Link;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stories, comments, tags and votes in memory, and relations between them. */
abstract class InMemoryStories {

  static final Parameter<String> VIEWER = Parameter.of("viewer", String.class);
  static final Parameter<String> TENANT = Parameter.of("tenant", String.class);
  static final Link STORY = new Link.ForeignKey("story");
  static final Link TAGS = new Link.Collection("tags");
  static final Link PARENT = new Link.ForeignKey("parent");

  final InMemoryDatabase database = new InMemoryDatabase("default", 30);
  ParameterValues parameters = ParameterValues.none();

  /** Marks the entities of the records below. */
  static final class StoryEntity {}

  static final class TagEntity {}

  static final class CommentEntity {}

  static final class VoteEntity {}

  record Comment(
      long id, long storyId, @Nullable Long parentId, String by, @Nullable Integer points) {}

  record Tag(long id, String name) {}

  record VoteId(long storyId, long userId) {}

  record Vote(VoteId id, @Nullable VoteId answers, String tenant) {}

  static RowMapping<Long, Comment> comments() {
    return new RowMapping<>(
        "Comments", CommentEntity.class, Long.class, Comment.class, List.of(), null);
  }

  static RowMapping<VoteId, Vote> votes(@Nullable Parameter<?> tenant) {
    return new RowMapping<>("Votes", VoteEntity.class, VoteId.class, Vote.class, List.of(), tenant);
  }

  static RelationMapping<Long, Long, Comment> comments(
      Link link, List<Condition> conditions, List<Order> order, int limit) {
    return new RelationMapping<>(
        "COMMENTS",
        comments(),
        StoryEntity.class,
        Long.class,
        link,
        conditions,
        order,
        limit,
        false);
  }

  static RelationMapping<Long, Long, Comment> replies(int limit) {
    return new RelationMapping<>(
        "REPLIES",
        comments(),
        CommentEntity.class,
        Long.class,
        PARENT,
        List.of(),
        List.of(),
        limit,
        true);
  }

  static RelationMapping<Long, Long, Tag> tags(List<Order> order) {
    RowMapping<Long, Tag> rows =
        new RowMapping<>("Tags", TagEntity.class, Long.class, Tag.class, List.of(), null);
    return new RelationMapping<>(
        "TAGS", rows, StoryEntity.class, Long.class, TAGS, List.of(), order, 0, false);
  }

  void comment(long id, long story, @Nullable Long parent, String by, @Nullable Integer points) {
    database.put(CommentEntity.class, id, new Comment(id, story, parent, by, points));
  }

  DatabaseRead open() {
    return database.open(Source.READER, Duration.ofSeconds(1), null);
  }

  <O, K, V> List<Related<O, K, V>> read(RelationMapping<O, K, V> mapping, List<O> owners) {
    try (DatabaseRead read = open()) {
      return database.relations().reader(mapping).read(owners, parameters, read);
    }
  }

  <O, K, V> Map<O, List<K>> ids(RelationMapping<O, K, V> mapping, List<O> owners) {
    return byOwner(read(mapping, owners));
  }

  static <O, K, V> Map<O, List<K>> byOwner(List<Related<O, K, V>> rows) {
    Map<O, List<K>> ids = new LinkedHashMap<>();
    for (Related<O, K, V> related : rows) {
      ids.computeIfAbsent(related.owner(), absent -> new ArrayList<>()).add(related.row().id());
    }
    return ids;
  }
}
