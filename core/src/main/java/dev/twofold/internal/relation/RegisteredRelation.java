package dev.twofold.internal.relation;

import dev.twofold.relation.RelationDefinition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A relation that the engine knows.
 *
 * @param name where it is declared, {@code Story.AUTHOR}
 * @param definition what it is made of
 * @param target the class of its targets; {@code Object} where that is no class
 * @param verb how a plan names it: {@code one}, {@code many} or {@code also}
 * @param route how it is resolved
 * @param key reads the key of an owner, for messages; null: it is not known
 */
record RegisteredRelation(
    String name,
    RelationDefinition<?> definition,
    Class<?> target,
    String verb,
    Route route,
    @Nullable Function<Object, @Nullable Object> key) {

  /** The key of an owner, for messages; null if it is not known. */
  @Nullable Object ownerKey(Object owner) {
    return key == null ? null : key.apply(owner);
  }

  Class<?> owner() {
    return definition.owner();
  }

  /** A relation is what it is; this is a key of maps on hot paths. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
