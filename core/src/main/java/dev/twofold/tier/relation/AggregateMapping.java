package dev.twofold.tier.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.criteria.Condition;
import dev.twofold.tier.RowMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over the rows of a relation to many.
 *
 * @param relation the name of the relation, for messages
 * @param rows the rows; only entity, loader and tenant count
 * @param ownerEntity the mapped entity of the owners; null: not known
 * @param ownerKeyType the type of the owners' keys
 * @param link what ties rows to owners
 * @param conditions which rows count
 * @param function what is computed
 * @param attribute the attribute of the rows that it is computed of; null where it is of the rows
 *     themselves
 * @param resultType the type of the result; for {@link AggregateFunction#COUNT} {@code Long}, for
 *     {@link AggregateFunction#EXISTS} {@code Boolean}, for {@link AggregateFunction#AVERAGE}
 *     {@code Double}, else that of the attribute, or for a sum what JPQL sums it to
 * @param <O> type of the owners' keys
 * @param <N> type of the results
 */
public record AggregateMapping<O, N>(
    String relation,
    RowMapping<?, ?> rows,
    @Nullable Class<?> ownerEntity,
    Class<O> ownerKeyType,
    Link link,
    List<Condition> conditions,
    AggregateFunction function,
    @Nullable String attribute,
    Class<N> resultType) {

  public AggregateMapping {
    requireNonNull(relation, "relation");
    requireNonNull(rows, "rows");
    requireNonNull(ownerKeyType, "ownerKeyType");
    requireNonNull(link, "link");
    conditions = List.copyOf(conditions);
    requireNonNull(function, "function");
    requireNonNull(resultType, "resultType");
  }
}
