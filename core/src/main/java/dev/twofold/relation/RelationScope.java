package dev.twofold.relation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What relations ask of the scope that is bound to their thread. Implemented by the engine; an
 * application uses the methods of the relations.
 */
public interface RelationScope {

  /**
   * The scope of this thread.
   *
   * @throws IllegalStateException if none is bound, saying what to do
   */
  static RelationScope current() {
    RelationScope bound = BoundScope.get();
    if (bound == null) {
      throw BoundScope.none();
    }
    return bound;
  }

  /** The answer for an owner; null if it has none. */
  <O, A> @Nullable A answer(Relation<O, A> relation, O owner);

  /**
   * The answer for an owner.
   *
   * @throws dev.twofold.error.AbsentException if it has none, naming relation and both keys
   */
  <O, A> A require(Relation<O, A> relation, O owner);

  /** A handle for the answer for an owner. */
  <O, A> Lazy<A> lazy(Relation<O, A> relation, O owner);

  /** A page of the rows of an owner. */
  <O, T> List<T> page(ToMany<O, T> relation, O owner, @Nullable T after, int size);
}
