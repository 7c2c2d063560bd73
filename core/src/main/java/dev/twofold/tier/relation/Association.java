package dev.twofold.tier.relation;

import static java.util.Objects.requireNonNull;

/**
 * An association that the mapping of an entity has.
 *
 * @param attribute its name
 * @param kind what it leads to
 * @param target the mapped entity that it leads to
 */
public record Association(String attribute, Kind kind, Class<?> target) {

  public Association {
    requireNonNull(attribute, "attribute");
    requireNonNull(kind, "kind");
    requireNonNull(target, "target");
  }

  /** What an association leads to. */
  public enum Kind {
    /** One entity, named by a foreign key of the owner to its id. */
    FOREIGN_KEY,
    /** One entity that has the foreign key: the inverse side of a one-to-one. */
    INVERSE_ONE,
    /** Several entities. */
    MANY
  }
}
