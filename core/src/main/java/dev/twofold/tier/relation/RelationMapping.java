package dev.twofold.tier.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.tier.RowMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a relation to many, as the mapping of a database has them.
 *
 * @param relation the name of the relation, for messages
 * @param rows how the related rows become records
 * @param ownerEntity the mapped entity of the owners; null: not known, so that nothing is checked
 *     but the type of the keys, and {@link Link.Collection} is refused
 * @param ownerKeyType the type of the owners' keys: for a to-one attribute that of the id it refers
 *     to, or a record of its attributes; else that of the attribute
 * @param link what ties rows to owners
 * @param conditions which rows count
 * @param order the order of the rows of one owner; the id is the last step of every order. Empty:
 *     the order that the mapping of a collection has ({@code @OrderBy}, {@code @OrderColumn}), else
 *     that of the ids
 * @param limitPerOwner how many rows each owner has at most; 0: all
 * @param wholeTree whether the rows of rows are read too, to any depth: the rows are of the owners'
 *     own kind
 * @param <O> type of the owners' keys
 * @param <K> type of the rows' keys
 * @param <V> type of records
 */
public record RelationMapping<O, K, V>(
    String relation,
    RowMapping<K, V> rows,
    @Nullable Class<?> ownerEntity,
    Class<O> ownerKeyType,
    Link link,
    List<Condition> conditions,
    List<Order> order,
    int limitPerOwner,
    boolean wholeTree) {

  public RelationMapping {
    requireNonNull(relation, "relation");
    requireNonNull(rows, "rows");
    requireNonNull(ownerKeyType, "ownerKeyType");
    requireNonNull(link, "link");
    conditions = List.copyOf(conditions);
    order = List.copyOf(order);
    if (limitPerOwner < 0) {
      throw new IllegalArgumentException("limitPerOwner is at least 0, but was " + limitPerOwner);
    }
  }
}
