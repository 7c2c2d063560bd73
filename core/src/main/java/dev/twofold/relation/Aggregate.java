package dev.twofold.relation;

import dev.twofold.criteria.Condition;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.RelationDefinition.Aggregated;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.Link;
import java.util.Optional;

/**
 * A value that the database computes of the rows of each owner, in one statement for all owners.
 *
 * <pre>{@code
 * static final Aggregate<Story, Instant> LAST_COMMENT =
 *     Aggregate.max(Story.class, CommentLoader.class, "story", "created", Instant.class);
 * }</pre>
 *
 * @param <O> type of owners
 * @param <N> type of results
 */
public final class Aggregate<O, N> implements Relation<O, N> {

  private final Aggregated<O, N> definition;
  private final Cohorts cohorts;

  private Aggregate(Aggregated<O, N> definition, Cohorts cohorts) {
    this.definition = definition;
    this.cohorts = cohorts;
  }

  /**
   * The sum of an attribute of the rows that refer to the owner.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   * @param summed the name of the attribute that is summed up
   * @param result as in JPQL: {@code Long} for whole numbers, {@code Double} for floating ones,
   *     {@code BigInteger} and {@code BigDecimal} for themselves
   */
  public static <O, N extends Number> Aggregate<O, N> sum(
      Class<O> owner,
      Class<? extends RowLoader<?, ?>> target,
      String attribute,
      String summed,
      Class<N> result) {
    return of(owner, target, attribute, AggregateFunction.SUM, summed, result);
  }

  /**
   * The smallest value of an attribute of the rows that refer to the owner.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   * @param compared the name of the attribute whose values are compared
   * @param result the type of that attribute
   */
  public static <O, N> Aggregate<O, N> min(
      Class<O> owner,
      Class<? extends RowLoader<?, ?>> target,
      String attribute,
      String compared,
      Class<N> result) {
    return of(owner, target, attribute, AggregateFunction.MINIMUM, compared, result);
  }

  /**
   * The largest value of an attribute of the rows that refer to the owner.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   * @param compared the name of the attribute whose values are compared
   * @param result the type of that attribute
   */
  public static <O, N> Aggregate<O, N> max(
      Class<O> owner,
      Class<? extends RowLoader<?, ?>> target,
      String attribute,
      String compared,
      Class<N> result) {
    return of(owner, target, attribute, AggregateFunction.MAXIMUM, compared, result);
  }

  /**
   * The mean of an attribute of the rows that refer to the owner.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   * @param averaged the name of the attribute whose mean is taken
   */
  public static <O> Aggregate<O, Double> average(
      Class<O> owner, Class<? extends RowLoader<?, ?>> target, String attribute, String averaged) {
    return of(owner, target, attribute, AggregateFunction.AVERAGE, averaged, Double.class);
  }

  private static <O, N> Aggregate<O, N> of(
      Class<O> owner,
      Class<? extends RowLoader<?, ?>> target,
      String attribute,
      AggregateFunction function,
      String computedOf,
      Class<N> result) {
    MappedRows<O> rows = MappedRows.of(owner, null, target, new Link.ForeignKey(attribute));
    return new Aggregate<>(new Aggregated<>(rows, function, computedOf, result, null), Cohorts.ALL);
  }

  /** This relation with the rows for which all conditions hold, in addition to those it has. */
  public Aggregate<O, N> where(Condition... conditions) {
    return new Aggregate<>(
        new Aggregated<>(
            definition.rows().where(conditions),
            definition.function(),
            definition.attribute(),
            definition.result(),
            definition.none()),
        cohorts);
  }

  /** The result for an owner; empty if it has no rows, or none where the attribute has a value. */
  public Optional<N> find(O owner) {
    return Optional.ofNullable(RelationScope.current().answer(this, owner));
  }

  /** A handle for the result for an owner, resolved with the next wave. */
  public Lazy<N> lazy(O owner) {
    return RelationScope.current().lazy(this, owner);
  }

  /** This relation, resolved for the owner alone. */
  public Aggregate<O, N> alone() {
    return new Aggregate<>(definition, Cohorts.NONE);
  }

  @Override
  public RelationDefinition<O> definition() {
    return definition;
  }

  @Override
  public Cohorts cohorts() {
    return cohorts;
  }
}
