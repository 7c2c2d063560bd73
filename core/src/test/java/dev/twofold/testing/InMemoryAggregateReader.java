package dev.twofold.testing;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryDatabase.Session;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.AggregateReader;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes aggregates for owners in an {@link InMemoryDatabase}. */
final class InMemoryAggregateReader<O, N> implements AggregateReader<O, N> {

  private final InMemoryRelation relation;
  private final AggregateMapping<O, N> mapping;

  InMemoryAggregateReader(InMemoryRelation relation, AggregateMapping<O, N> mapping) {
    this.relation = relation;
    this.mapping = mapping;
    if (mapping.attribute() != null) {
      relation.type(mapping.attribute());
    }
  }

  @Override
  public int ownerColumns() {
    return InMemoryRows.columns(mapping.ownerKeyType());
  }

  @Override
  @SuppressWarnings("unchecked") // the types of owners' keys were checked when it was prepared
  public Map<O, N> read(
      Collection<? extends O> owners, ParameterValues parameters, DatabaseRead read) {
    read.session(Session.class).execute(owners.size());
    Map<O, N> results = new HashMap<>();
    for (List<InMemoryRelation.Related> rows : relation.of(owners, parameters)) {
      Object result = result(rows);
      if (result != null) {
        results.put((O) rows.get(0).owner(), mapping.resultType().cast(result));
      }
    }
    return results;
  }

  @Override
  public Affected<O> affectedBy(Change change) {
    String attribute = mapping.attribute();
    return relation.affectedBy(change, attribute == null ? List.of() : List.of(attribute));
  }

  private @Nullable Object result(List<InMemoryRelation.Related> rows) {
    List<?> values = mapping.attribute() == null ? rows : values(rows, mapping.attribute());
    if (values.isEmpty()) {
      return null;
    }
    return switch (mapping.function()) {
      case COUNT -> (long) values.size();
      case EXISTS -> true;
      case SUM -> sum(values);
      case MINIMUM -> values.stream().min(InMemoryColumns::compare).orElseThrow();
      case MAXIMUM -> values.stream().max(InMemoryColumns::compare).orElseThrow();
      case AVERAGE ->
          values.stream()
              .mapToDouble(value -> ((Number) value).doubleValue())
              .average()
              .orElseThrow();
    };
  }

  private static List<?> values(List<InMemoryRelation.Related> rows, String attribute) {
    return rows.stream()
        .map(related -> InMemoryColumns.value(related.row(), attribute))
        .filter(Objects::nonNull)
        .toList();
  }

  private Object sum(List<?> values) {
    BigDecimal sum =
        values.stream()
            .map(value -> new BigDecimal(value.toString()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Class<N> type = mapping.resultType();
    if (type.equals(Long.class)) {
      return sum.longValueExact();
    }
    if (type.equals(Double.class)) {
      return sum.doubleValue();
    }
    return type.equals(BigDecimal.class) ? sum : sum.toBigIntegerExact();
  }
}
