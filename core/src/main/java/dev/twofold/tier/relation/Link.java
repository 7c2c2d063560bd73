package dev.twofold.tier.relation;

import static java.util.Objects.requireNonNull;

/** How the mapping ties rows to their owners. */
public sealed interface Link {

  /** The name of the attribute. */
  String attribute();

  /**
   * An attribute of the rows refers to the owner: a to-one attribute, or a basic or embedded one
   * that has the value of the owner's key. A path into embeddables is written with dots.
   */
  record ForeignKey(String attribute) implements Link {
    public ForeignKey {
      requireNonNull(attribute, "attribute");
    }
  }

  /** A collection attribute of the owner's entity has the rows, with or without a join table. */
  record Collection(String attribute) implements Link {
    public Collection {
      requireNonNull(attribute, "attribute");
    }
  }
}
