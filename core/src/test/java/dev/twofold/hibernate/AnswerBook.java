package dev.twofold.hibernate;

import static dev.twofold.hibernate.RelationReads.rows;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.hibernate.RelationEntities.Clipping;
import dev.twofold.hibernate.RelationEntities.Cushion;
import dev.twofold.hibernate.RelationEntities.Echo;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationEntities.SeatId;
import dev.twofold.hibernate.RelationEntities.Subscription;
import dev.twofold.hibernate.RelationEntities.SubscriptionId;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationEntities.Whisper;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityModel;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.AggregateReader;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Readers of every kind over {@link RelationEntities}, and all that each of them answers. */
final class AnswerBook {

  static final int KEYS = 6;

  private final HibernateDatabase hibernate;
  private final Map<String, Reader> readers = new LinkedHashMap<>();

  /** What a reader answers for all keys, and what a change makes stale of it. */
  record Reader(
      Function<DatabaseRead, Map<Object, Object>> answers, Function<Change, Affected<?>> impact) {}

  record RemarkRow(long id, Long taleId, int points, String text) {}

  record IdRow(long id) {}

  record TextRow(long id, String text) {}

  record SeatRow(SeatId id, Long cushionId) {}

  record SubscriptionRow(int level) {}

  AnswerBook(HibernateDatabase hibernate) {
    this.hibernate = hibernate;
    addRows();
    addForeignKeys();
    addCollections();
    EntityModel entities = Objects.requireNonNull(hibernate.entities());
    entities.loads().forEach(this::add);
  }

  private void addRows() {
    add(
        "remark",
        new RowMapping<>("remarks", Remark.class, Long.class, RemarkRow.class, List.of(), null),
        numbers());
    add(
        "topic",
        new RowMapping<>("topics", Topic.class, Long.class, IdRow.class, List.of(), null),
        numbers());
    add(
        "whisper",
        new RowMapping<>("whispers", Whisper.class, Long.class, IdRow.class, List.of(), null),
        numbers());
    add(
        "echo",
        new RowMapping<>("echoes", Echo.class, Long.class, IdRow.class, List.of(), null),
        numbers());
    add(
        "seat",
        new RowMapping<>("seats", Seat.class, SeatId.class, SeatRow.class, List.of(), null),
        seats());
    RowMapping<Long, TextRow> byText =
        new RowMapping<>(
            "byText",
            Remark.class,
            Long.class,
            TextRow.class,
            List.of(new RowMapping.UniqueAttributes(String.class, List.of("text"))),
            null);
    RowReader<Long, TextRow> reader = hibernate.rowReader(byText);
    List<String> texts = LongStream.range(0, KEYS).mapToObj(i -> "text " + i).toList();
    readers.put(
        "remark by text",
        new Reader(
            read -> {
              Map<Object, Object> ids = new HashMap<>();
              for (RowReader.Row<Long, TextRow> row :
                  reader.readByUnique(0, texts, ParameterValues.none(), read)) {
                TextRow value = ((RowReader.Found<Long, TextRow>) row).value();
                ids.merge(value.text(), Set.of(row.id()), AnswerBook::union);
              }
              return ids;
            },
            change -> reader.affectedBy(0, change)));
  }

  private static Object union(Object some, Object more) {
    Set<Object> all = new java.util.HashSet<>((Set<?>) some);
    all.addAll((Set<?>) more);
    return all;
  }

  private void addForeignKeys() {
    Rows<Long, Long, IdRow> remarks = rows(Remark.class, Long.class, IdRow.class).by("tale");
    add("remarks", remarks, numbers());
    add("remarks by points", remarks.orderBy(Order.desc("points")).limit(2), numbers());
    add("praised", remarks.where(Condition.gt("points", 2)), numbers());
    add("cross", remarks.where(Condition.eq("mood", Mood.CROSS)), numbers());
    add("silent", remarks.where(Condition.isNull("text")).orderBy(Order.asc("written")), numbers());
    add(
        "edited",
        rows(RelationEntities.EditedRemark.class, Long.class, IdRow.class).by("tale"),
        numbers());
    add(
        "forum",
        rows(Remark.class, Long.class, IdRow.class)
            .by("origin.forum")
            .orderBy(Order.asc("origin.country")),
        numbers());
    add(
        "replies",
        rows(Remark.class, Long.class, IdRow.class).by("above").of(Remark.class),
        numbers());
    add("clippings", rows(Clipping.class, Long.class, IdRow.class).by("taleNumber"), numbers());
    add("echoes", rows(Echo.class, Long.class, IdRow.class).by("whisper"), numbers());
    add("whispers", rows(Whisper.class, Long.class, IdRow.class).by("tale"), numbers());
    add(
        "subscriptions",
        rows(Subscription.class, SubscriptionId.class, SubscriptionRow.class).by("topic"),
        numbers());
    add(
        "behind",
        rows(Seat.class, SeatId.class, SeatRow.class).by("ahead").keyed(SeatId.class),
        seats());
    add(
        "cushions",
        rows(Cushion.class, Long.class, IdRow.class).by("seat").keyed(SeatId.class),
        seats());
    sum("remark count", remarks, AggregateFunction.COUNT, null, Long.class);
    sum("remark points", remarks, AggregateFunction.SUM, "points", Long.class);
    sum(
        "praised any",
        remarks.where(Condition.gt("points", 2)),
        AggregateFunction.EXISTS,
        null,
        Boolean.class);
  }

  private void addCollections() {
    add(
        "tale remarks",
        rows(Remark.class, Long.class, IdRow.class).in(Tale.class, "remarks"),
        numbers());
    add(
        "tale praised",
        rows(Remark.class, Long.class, IdRow.class).in(Tale.class, "praised"),
        numbers());
    add(
        "tale topics",
        rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "topics"),
        numbers());
    add(
        "tale later",
        rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "laterTopics"),
        numbers());
    add(
        "tale recalled",
        rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "recalled"),
        numbers());
    add(
        "tale pinned",
        rows(Remark.class, Long.class, IdRow.class).in(Tale.class, "pinned").limit(2),
        numbers());
    add(
        "topic tales",
        rows(Tale.class, Long.class, IdRow.class).in(Topic.class, "tales"),
        numbers());
    add(
        "tale overheard",
        rows(Whisper.class, Long.class, IdRow.class).in(Tale.class, "overheard").limit(1),
        numbers());
    Rows<Long, Long, IdRow> topics =
        rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "topics");
    sum("topic count", topics, AggregateFunction.COUNT, null, Long.class);
    sum("topic name", topics, AggregateFunction.MAXIMUM, "name", String.class);
    sum(
        "overheard count",
        rows(Whisper.class, Long.class, IdRow.class).in(Tale.class, "overheard"),
        AggregateFunction.COUNT,
        null,
        Long.class);
  }

  static List<Long> numbers() {
    return LongStream.range(0, KEYS).boxed().toList();
  }

  static List<SeatId> seats() {
    return LongStream.range(0, KEYS).mapToObj(i -> Seat.of("A", (int) i, null).id).toList();
  }

  private <K, V> void add(String name, RowMapping<K, V> mapping, List<K> keys) {
    RowReader<K, V> reader = hibernate.rowReader(mapping);
    readers.put(
        name,
        new Reader(
            read -> {
              Map<Object, Object> found = new HashMap<>();
              reader
                  .readByIds(keys, ParameterValues.none(), read)
                  .forEach(
                      row ->
                          found.put(
                              row.id(),
                              row instanceof RowReader.Found<K, V> f
                                      && f.value() instanceof SeatRow seat
                                  ? Objects.toString(seat.cushionId())
                                  : row));
              return found;
            },
            reader::affectedBy));
  }

  private <O, K, V> void add(String name, Rows<O, K, V> relation, List<O> owners) {
    RelationReader<O, K, V> reader = hibernate.relations().reader(relation.mapping());
    readers.put(
        name,
        new Reader(
            read -> {
              Map<Object, List<Object>> lists = new HashMap<>();
              for (Related<O, K, V> row : reader.read(owners, ParameterValues.none(), read)) {
                lists.computeIfAbsent(row.owner(), first -> new ArrayList<>()).add(row.row().id());
              }
              return new HashMap<>(lists);
            },
            reader::affectedBy));
  }

  private <N> void sum(
      String name,
      Rows<Long, ?, ?> relation,
      AggregateFunction function,
      @Nullable String attribute,
      Class<N> type) {
    AggregateReader<Long, N> reader =
        hibernate.relations().aggregateReader(relation.aggregate(function, attribute, type));
    readers.put(
        name,
        new Reader(
            read -> new HashMap<>(reader.read(numbers(), ParameterValues.none(), read)),
            reader::affectedBy));
  }

  private void add(EntityLoad load) {
    Set<Object> keys =
        load.keyColumns() == 1
            ? Set.copyOf(numbers())
            : load.name().startsWith("Seat")
                ? numbers().stream()
                    .map(i -> (Object) List.of("A", i.intValue()))
                    .collect(Collectors.toSet())
                : Set.of();
    if (!keys.isEmpty()) {
      readers.put(
          "entity " + load.name(),
          new Reader(
              read -> load.read(keys, ParameterValues.none(), read).states(), load::affectedBy));
    }
  }

  Map<String, Reader> readers() {
    return readers;
  }

  /** What all readers answer, by their names and by key. */
  Map<String, Map<Object, Object>> answers() {
    Map<String, Map<Object, Object>> answers = new LinkedHashMap<>();
    readers.forEach(
        (name, reader) -> {
          try (DatabaseRead read = hibernate.open(Source.READER, Duration.ofSeconds(20), null)) {
            answers.put(name, reader.answers().apply(read));
          }
        });
    return answers;
  }
}
