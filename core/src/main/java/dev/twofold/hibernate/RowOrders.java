package dev.twofold.hibernate;

import dev.twofold.criteria.Order;
import dev.twofold.hibernate.RowOrder.Step;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.ordering.OrderByFragment;
import org.hibernate.metamodel.mapping.ordering.OrderByFragmentImpl;
import org.hibernate.metamodel.mapping.ordering.ast.DomainPathContinuation;
import org.hibernate.metamodel.mapping.ordering.ast.OrderingExpression;
import org.hibernate.metamodel.mapping.ordering.ast.OrderingSpecification;
import org.hibernate.query.SortDirection;

/** Finds the order of a relation: the one it names, else that of the mapping, else that of ids. */
final class RowOrders {

  private final RelationSource source;

  RowOrders(RelationSource source) {
    this.source = source;
  }

  /**
   * The order.
   *
   * @param named what the relation names
   * @param id how the id of a row is made; it is the last step
   */
  RowOrder of(List<Order> named, Shape id) {
    List<Step> steps = new ArrayList<>(named.isEmpty() ? mapped() : steps(named));
    List<String> paths = source.select().paths();
    id.columns()
        .mapToObj(paths::get)
        .filter(path -> steps.stream().noneMatch(step -> step.path().equals(path)))
        .forEach(path -> steps.add(new Step(path, false, null)));
    return new RowOrder(steps);
  }

  private List<Step> steps(List<Order> orders) {
    List<Step> steps = new ArrayList<>();
    for (Order order : orders) {
      SingleColumn column = source.relation().orderedColumn(source.attributes(), order.attribute());
      if (steps.stream().noneMatch(step -> step.path().equals(column.path()))) {
        steps.add(new Step(column.path(), order.descending(), column));
      }
    }
    return steps;
  }

  private List<Step> mapped() {
    PluralAttributeMapping collection = source.collection();
    if (collection == null) {
      return List.of();
    }
    if (collection.getIndexDescriptor() != null) {
      return List.of(Step.position());
    }
    OrderByFragment ofElements = collection.getOrderByFragment();
    OrderByFragment fragment =
        ofElements == null ? collection.getManyToManyOrderByFragment() : ofElements;
    return fragment == null ? List.of() : steps(orders(collection, fragment));
  }

  private List<Order> orders(PluralAttributeMapping collection, OrderByFragment fragment) {
    if (!(fragment instanceof OrderByFragmentImpl steps)) {
      throw untranslatable(collection);
    }
    return steps.getFragmentSpecs().stream().map(step -> order(collection, step)).toList();
  }

  private Order order(PluralAttributeMapping collection, OrderingSpecification step) {
    if (!(step.getExpression() instanceof DomainPathContinuation attribute)
        || step.getCollation() != null
        || Objects.requireNonNullElse(step.getNullPrecedence(), Nulls.NONE) != Nulls.NONE) {
      throw untranslatable(collection);
    }
    return new Order(path(attribute), step.getSortOrder() == SortDirection.DESCENDING);
  }

  private static String path(OrderingExpression attribute) {
    Deque<String> names = new ArrayDeque<>();
    OrderingExpression part = attribute;
    while (part instanceof DomainPathContinuation continued) {
      names.addFirst(continued.getNavigablePath().getLocalName());
      part = continued.getLhs();
    }
    return String.join(".", names);
  }

  private RuntimeException untranslatable(PluralAttributeMapping collection) {
    return source
        .relation()
        .refusal(
            "collection '%s' has an order that is not made of attributes alone; name the order of the relation"
                .formatted(collection.getAttributeName()));
  }
}
