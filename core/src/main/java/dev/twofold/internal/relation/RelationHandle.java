package dev.twofold.internal.relation;

import dev.twofold.relation.Lazy;
import dev.twofold.relation.Relation;
import java.util.Optional;

/** A handle for the answer of a relation. */
record RelationHandle<O, A>(RequestRelations relations, Relation<O, A> relation, O owner)
    implements Lazy<A> {

  @Override
  public Optional<A> find() {
    return Optional.ofNullable(relations.answer(relation, owner));
  }

  @Override
  public A require() {
    return relations.require(relation, owner);
  }

  /** Not what it leads to: a handle gets into logs by accident. */
  @Override
  public String toString() {
    return "Lazy of " + relation.owner().getSimpleName();
  }
}
