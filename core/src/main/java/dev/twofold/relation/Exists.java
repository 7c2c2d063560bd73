package dev.twofold.relation;

import dev.twofold.criteria.Condition;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.RelationDefinition.Aggregated;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.Link;

/**
 * Whether an owner has rows, answered by the database for all owners in one statement. No rows are
 * read; a list of the same rows that the request has already answers instead.
 *
 * <pre>{@code
 * static final Exists<Story> HAS_COMMENTS = Exists.of(Story.class, CommentLoader.class, "story");
 * }</pre>
 *
 * @param <O> type of owners
 */
public final class Exists<O> implements Relation<O, Boolean> {

  private final Aggregated<O, Boolean> definition;
  private final Cohorts cohorts;

  Exists(Aggregated<O, Boolean> definition, Cohorts cohorts) {
    this.definition = definition;
    this.cohorts = cohorts;
  }

  /**
   * Whether rows refer to the owner.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   */
  public static <O> Exists<O> of(
      Class<O> owner, Class<? extends RowLoader<?, ?>> target, String attribute) {
    return of(owner, target, new Link.ForeignKey(attribute));
  }

  /**
   * Whether a collection that the owner's entity has is not empty.
   *
   * @param attribute the name of the attribute of the owner's entity
   */
  public static <O> Exists<O> ofCollection(
      Class<O> owner, String attribute, Class<? extends RowLoader<?, ?>> target) {
    return of(owner, target, new Link.Collection(attribute));
  }

  private static <O> Exists<O> of(
      Class<O> owner, Class<? extends RowLoader<?, ?>> target, Link link) {
    return new Exists<>(definition(MappedRows.of(owner, null, target, link)), Cohorts.ALL);
  }

  static <O> Aggregated<O, Boolean> definition(MappedRows<O> rows) {
    return new Aggregated<>(rows, AggregateFunction.EXISTS, null, Boolean.class, false);
  }

  /** This relation with the rows for which all conditions hold, in addition to those it has. */
  public Exists<O> where(Condition... conditions) {
    return new Exists<>(definition(definition.rows().where(conditions)), cohorts);
  }

  /** Whether an owner has rows. */
  public boolean of(O owner) {
    return RelationScope.current().require(this, owner);
  }

  /** A handle for the answer for an owner, resolved with the next wave. */
  public Lazy<Boolean> lazy(O owner) {
    return RelationScope.current().lazy(this, owner);
  }

  /** This relation, resolved for the owner alone. */
  public Exists<O> alone() {
    return new Exists<>(definition, Cohorts.NONE);
  }

  @Override
  public Aggregated<O, Boolean> definition() {
    return definition;
  }

  @Override
  public Cohorts cohorts() {
    return cohorts;
  }
}
