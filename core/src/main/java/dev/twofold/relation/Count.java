package dev.twofold.relation;

import dev.twofold.criteria.Condition;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.RelationDefinition.Aggregated;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.Link;

/**
 * How many rows an owner has, counted by the database for all owners in one statement. No rows are
 * read; a list of the same rows that the request has already is counted instead.
 *
 * <pre>{@code
 * static final Count<Story> COMMENT_COUNT = Count.of(Story.class, CommentLoader.class, "story");
 * }</pre>
 *
 * @param <O> type of owners
 */
public final class Count<O> implements Relation<O, Long> {

  private final Aggregated<O, Long> definition;
  private final Cohorts cohorts;

  Count(Aggregated<O, Long> definition, Cohorts cohorts) {
    this.definition = definition;
    this.cohorts = cohorts;
  }

  /**
   * The number of rows that refer to the owner.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   */
  public static <O> Count<O> of(
      Class<O> owner, Class<? extends RowLoader<?, ?>> target, String attribute) {
    return of(owner, target, new Link.ForeignKey(attribute));
  }

  /**
   * The number of rows of a collection that the owner's entity has.
   *
   * @param attribute the name of the attribute of the owner's entity
   */
  public static <O> Count<O> ofCollection(
      Class<O> owner, String attribute, Class<? extends RowLoader<?, ?>> target) {
    return of(owner, target, new Link.Collection(attribute));
  }

  private static <O> Count<O> of(
      Class<O> owner, Class<? extends RowLoader<?, ?>> target, Link link) {
    return new Count<>(definition(MappedRows.of(owner, null, target, link)), Cohorts.ALL);
  }

  static <O> Aggregated<O, Long> definition(MappedRows<O> rows) {
    return new Aggregated<>(rows, AggregateFunction.COUNT, null, Long.class, 0L);
  }

  /** This relation with the rows for which all conditions hold, in addition to those it has. */
  public Count<O> where(Condition... conditions) {
    return new Count<>(definition(definition.rows().where(conditions)), cohorts);
  }

  /** How many rows an owner has; 0 for none. */
  public long of(O owner) {
    return RelationScope.current().require(this, owner);
  }

  /** A handle for the answer for an owner, resolved with the next wave. */
  public Lazy<Long> lazy(O owner) {
    return RelationScope.current().lazy(this, owner);
  }

  /** This relation, resolved for the owner alone. */
  public Count<O> alone() {
    return new Count<>(definition, Cohorts.NONE);
  }

  @Override
  public Aggregated<O, Long> definition() {
    return definition;
  }

  @Override
  public Cohorts cohorts() {
    return cohorts;
  }
}
