package dev.twofold.criteria;

import static java.util.Objects.requireNonNull;

/**
 * One step of an order of rows. Rows that are equal by all steps are in the order of their ids, so
 * that every order is total. Where the database puts null is its own affair.
 *
 * @param attribute the name of a mapped attribute; checked at start
 * @param descending whether the largest comes first
 */
public record Order(String attribute, boolean descending) {

  public Order {
    requireNonNull(attribute, "attribute");
  }

  /** The smallest first. */
  public static Order asc(String attribute) {
    return new Order(attribute, false);
  }

  /** The largest first. */
  public static Order desc(String attribute) {
    return new Order(attribute, true);
  }

  /** As in a query: {@code created desc}. */
  @Override
  public String toString() {
    return descending ? attribute + " desc" : attribute;
  }
}
