package dev.twofold.internal.registry;

import dev.twofold.codec.Fingerprint;
import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Condition.Comparison;
import dev.twofold.criteria.Condition.EqualsParameter;
import dev.twofold.criteria.Condition.Nullness;
import dev.twofold.criteria.Condition.OneOf;
import dev.twofold.criteria.Order;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.tier.relation.Link;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The identity of what is cached for a relation to mapped rows: two relations that mean the same
 * share their entries, whatever the fields are called that they stand in.
 */
final class RelatedIdentity {

  private RelatedIdentity() {}

  /**
   * The part of a tier key that names what is loaded.
   *
   * @param target the name of the loader of the rows
   * @param owner the entity of the owners; it counts where the link is an attribute of theirs
   * @param what what is loaded of the rows
   */
  static String of(String target, Class<?> owner, String what, MappedRows<?> rows, int limit) {
    String link =
        rows.link() instanceof Link.Collection
            ? "in." + owner.getSimpleName() + "." + rows.link().attribute()
            : "of." + rows.link().attribute();
    String details =
        (rows.link() instanceof Link.Collection ? " of " + owner.getName() : "")
            + (rows.key() == null || rows.key().normalization() == null ? "" : " normalized")
            + text(rows.conditions())
            + text(rows.order(), limit)
            + (rows.wholeTree() ? " tree" : "");
    String name = target + "." + what + "." + link;
    return details.isEmpty() ? name : name + "." + Fingerprint.of(details);
  }

  private static String text(List<Order> order, int limit) {
    String steps = order.stream().map(Order::toString).collect(Collectors.joining(","));
    return (steps.isEmpty() ? "" : " order " + steps) + (limit == 0 ? "" : " limit " + limit);
  }

  private static String text(List<Condition> conditions) {
    return conditions.stream().map(RelatedIdentity::text).collect(Collectors.joining());
  }

  private static String text(Condition condition) {
    String attribute = " where " + condition.attribute();
    if (condition instanceof Comparison comparison) {
      return attribute + comparison.operator() + constant(comparison.value());
    }
    if (condition instanceof OneOf oneOf) {
      return attribute + " in " + oneOf.values().stream().map(RelatedIdentity::constant).toList();
    }
    if (condition instanceof Nullness nullness) {
      return attribute + (nullness.isNull() ? " null" : " not null");
    }
    return attribute + " parameter " + ((EqualsParameter) condition).parameter().name();
  }

  /** The length comes first, so that a constant cannot imitate what comes behind it. */
  private static String constant(Object value) {
    String text = value instanceof Enum<?> constant ? constant.name() : value.toString();
    return " %s %d %s".formatted(value.getClass().getSimpleName(), text.length(), text);
  }
}
