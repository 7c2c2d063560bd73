package dev.twofold.tier.relation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An association that the mapping of an entity has.
 *
 * @param attribute its name
 * @param kind what it leads to
 * @param target the mapped entity that it leads to
 * @param inverseOf of {@link Kind#INVERSE_ONE} the attribute of the target that refers to the
 *     owner; null for other kinds
 */
public record Association(
    String attribute, Kind kind, Class<?> target, @Nullable String inverseOf) {

  public Association {
    requireNonNull(attribute, "attribute");
    requireNonNull(kind, "kind");
    requireNonNull(target, "target");
    if ((kind == Kind.INVERSE_ONE) != (inverseOf != null)) {
      throw new IllegalArgumentException(
          "an association is the inverse of an attribute if, and only if, it is an INVERSE_ONE");
    }
  }

  /** An association that is not the inverse side of a one-to-one. */
  public static Association of(String attribute, Kind kind, Class<?> target) {
    return new Association(attribute, kind, target, null);
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
