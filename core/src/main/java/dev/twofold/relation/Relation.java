package dev.twofold.relation;

/**
 * How an object leads to others. A relation is stateless and belongs to no scope: declare it once,
 * in a static field of the owner's record or of its loader, where the engine finds and checks it at
 * start. Asked for an owner, it is answered by the scope of the thread.
 *
 * <p>The first question about one owner is answered for all owners of the request that are not
 * resolved yet, in one wave; see {@link Cohorts}.
 *
 * <p>Every question throws {@link NullPointerException} for a null owner, {@link
 * IllegalStateException} if no scope is bound to the thread or the scope is closed, {@link
 * IllegalArgumentException} if the engine does not know the relation, and {@link
 * dev.twofold.error.LoadException} if the load failed.
 *
 * <p>Thread-safe.
 *
 * @param <O> type of owners
 * @param <A> type of answers
 */
public sealed interface Relation<O, A> permits ToOne, ToMany, ToAny, Count, Exists, Aggregate {

  /** What it is made of. */
  RelationDefinition<O> definition();

  /** Who else is resolved with an owner that it is asked for. */
  Cohorts cohorts();

  /** The class of its owners. */
  default Class<O> owner() {
    return definition().owner();
  }
}
