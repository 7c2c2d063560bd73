package dev.twofold.internal.relation;

import dev.twofold.internal.relation.RequestAccess.Here;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Relation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A handle for the answer of a relation.
 *
 * @param here where it was made: its parameters are those of that place, wherever it is read
 */
record RelationHandle<O, A>(RequestRelations relations, Here here, Relation<O, A> relation, O owner)
    implements Lazy<A> {

  @Override
  public Optional<A> find() {
    return Optional.ofNullable(here.run(this::read));
  }

  @Override
  public A require() {
    return here.run(() -> relations.require(relation, owner, read()));
  }

  private @Nullable A read() {
    return relations.read(this);
  }

  /** Not what it leads to: a handle gets into logs by accident. */
  @Override
  public String toString() {
    return "Lazy of " + relation.owner().getSimpleName();
  }
}
