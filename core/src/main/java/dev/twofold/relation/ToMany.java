package dev.twofold.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.RelationDefinition.First;
import dev.twofold.relation.RelationDefinition.Listed;
import dev.twofold.relation.RelationDefinition.Mapped;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.relation.RelationDefinition.OwnerKey;
import dev.twofold.relation.RelationDefinition.Through;
import dev.twofold.tier.relation.Link;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A relation to many objects. What is cached is a list of ids for each owner, and each row once,
 * under its own id. A row that is gone and still in a list is left out, counted, and the list is
 * dropped from the shared tiers.
 *
 * <pre>{@code
 * static final ToMany<Story, Comment> COMMENTS =
 *     ToMany.of(Story.class, CommentLoader.class, "story")
 *         .orderBy(desc("created"))
 *         .limitPerOwner(5);
 * }</pre>
 *
 * @param <O> type of owners
 * @param <T> type of targets
 */
public final class ToMany<O, T> implements Relation<O, List<T>> {

  private final RelationDefinition<O> definition;
  private final Cohorts cohorts;

  ToMany(RelationDefinition<O> definition, Cohorts cohorts) {
    this.definition = definition;
    this.cohorts = cohorts;
  }

  /**
   * The rows that refer to the owner. The owner's key is taken from its record, as the loader of
   * the record has it.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   */
  public static <O, T extends Record> ToMany<O, T> of(
      Class<O> owner, Class<? extends RowLoader<?, T>> target, String attribute) {
    return mapped(owner, null, target, new Link.ForeignKey(attribute));
  }

  /**
   * The rows whose attribute has a value that the owner has too. Values are compared as they are;
   * where the database calls others equal, see below.
   *
   * @param keyType the type of the attribute; for a to-one attribute that of the id it refers to
   * @param key the value; null where the owner has no targets: that costs nothing
   * @param attribute the name of the attribute of the target
   */
  public static <O, K, T extends Record> ToMany<O, T> of(
      Class<O> owner,
      Class<K> keyType,
      Function<? super O, ? extends @Nullable K> key,
      Class<? extends RowLoader<?, T>> target,
      String attribute) {
    return mapped(
        owner, new OwnerKey<>(keyType, key, null), target, new Link.ForeignKey(attribute));
  }

  /**
   * As above, with values made equal that the database calls equal, such as {@code code ->
   * code.toLowerCase(Locale.ROOT)}; see {@link dev.twofold.loader.Loader#normalize}. Relations with
   * the same rows name the same normalization.
   *
   * @param normalization applied to the values of owners and of rows
   */
  public static <O, K, T extends Record> ToMany<O, T> of(
      Class<O> owner,
      Class<K> keyType,
      Function<? super O, ? extends @Nullable K> key,
      UnaryOperator<K> normalization,
      Class<? extends RowLoader<?, T>> target,
      String attribute) {
    return mapped(
        owner,
        new OwnerKey<>(keyType, key, requireNonNull(normalization, "normalization")),
        target,
        new Link.ForeignKey(attribute));
  }

  /**
   * The rows of a collection that the owner's entity has, many-to-many ones too.
   *
   * @param attribute the name of the attribute of the owner's entity
   */
  public static <O, T extends Record> ToMany<O, T> collection(
      Class<O> owner, String attribute, Class<? extends RowLoader<?, T>> target) {
    return mapped(owner, null, target, new Link.Collection(attribute));
  }

  /**
   * A collection that the mapping of the owner's entity has. It works without being declared:
   * {@code ToMany.mapped(Story.class, "tags", Tag.class).of(story)}. Both records are those of one
   * row loader each.
   *
   * @param attribute the name of the association
   * @param target the record of the targets
   */
  public static <O, T extends Record> ToMany<O, T> mapped(
      Class<O> owner, String attribute, Class<T> target) {
    return new ToMany<>(new Mapped<>(owner, attribute, target, true), Cohorts.ALL);
  }

  /** The rows that a list loader of the application lists. */
  public static <O, A, T> ToMany<O, T> list(
      Class<O> owner,
      Function<? super O, ? extends A> arguments,
      Class<? extends ListLoader<A, ?, T>> lists) {
    return new ToMany<>(new Listed<>(owner, arguments, lists), Cohorts.ALL);
  }

  private static <O, T extends Record> ToMany<O, T> mapped(
      Class<O> owner,
      @Nullable OwnerKey<O, ?> key,
      Class<? extends RowLoader<?, T>> target,
      Link link) {
    return new ToMany<>(MappedRows.of(owner, key, target, link), Cohorts.ALL);
  }

  private MappedRows<O> rows(String wish) {
    if (definition instanceof MappedRows<O> rows) {
      return rows;
    }
    throw new IllegalStateException(
        "%s is for relations of mapped rows; here it belongs into the %s"
            .formatted(
                wish, definition instanceof Listed ? "list loader" : "relations gone through"));
  }

  private ToMany<O, T> with(MappedRows<O> rows) {
    return new ToMany<>(rows, cohorts);
  }

  /**
   * This relation in that order. The id is the last step of every order. Default: the order that
   * the mapping of a collection has, else that of the ids.
   *
   * @throws IllegalStateException if it is not made of mapped rows
   */
  public ToMany<O, T> orderBy(Order... steps) {
    return with(rows("orderBy").orderBy(steps));
  }

  /**
   * This relation with the rows for which all conditions hold, in addition to those it has.
   *
   * @throws IllegalStateException if it is not made of mapped rows
   */
  public ToMany<O, T> where(Condition... conditions) {
    return with(rows("where").where(conditions));
  }

  /**
   * This relation with the first rows of each owner only: one statement for all owners.
   *
   * @param limit at least 1
   * @throws IllegalStateException if it is not made of mapped rows
   */
  public ToMany<O, T> limitPerOwner(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limitPerOwner is at least 1, but was " + limit);
    }
    return with(rows("limitPerOwner").limitPerOwner(limit));
  }

  /**
   * This relation of rows to rows of their own kind, such as replies to comments, with the rows of
   * rows read by the same statement, to any depth. Asking for them costs nothing then.
   *
   * @throws IllegalStateException if it is not made of mapped rows
   */
  public ToMany<O, T> wholeTree() {
    return with(rows("wholeTree").asWholeTree());
  }

  /**
   * The first row of each owner, without the rest. A limit does not count.
   *
   * @throws IllegalStateException if it is not made of mapped rows
   */
  public ToOne<O, T> first() {
    return new ToOne<>(new First<>(rows("first"), false), cohorts);
  }

  /**
   * How many targets each owner has, counted without reading them. A limit does not count.
   *
   * @throws IllegalStateException if it is not made of mapped rows
   */
  public Count<O> count() {
    return new Count<>(Count.definition(rows("count")), cohorts);
  }

  /**
   * Whether each owner has targets, without reading them.
   *
   * @throws IllegalStateException if it is not made of mapped rows
   */
  public Exists<O> exists() {
    return new Exists<>(Exists.definition(rows("exists")), cohorts);
  }

  /** The targets of the targets, each once: both hops are resolved for all owners. */
  public <N> ToMany<O, N> then(ToMany<T, N> next) {
    return new ToMany<>(Through.of(this, next), cohorts);
  }

  /** The target of each target, each once: both hops are resolved for all owners. */
  public <N> ToMany<O, N> then(ToOne<T, N> next) {
    return new ToMany<>(Through.of(this, next), cohorts);
  }

  /**
   * The targets of an owner, in order; empty if it has none.
   *
   * @return unmodifiable
   */
  public List<T> of(O owner) {
    return RelationScope.current().require(this, owner);
  }

  /** A handle for the targets of an owner, resolved with the next wave. */
  public Lazy<List<T>> lazy(O owner) {
    return RelationScope.current().lazy(this, owner);
  }

  /**
   * A page of the targets of an owner, in order. Asked for one owner, it is read for all owners
   * whose page before was asked for, up to 10,000 rows, in one statement. The limit of the relation
   * does not count. Which rows a page has is remembered for the request only, so that a row that is
   * added shows at once. A page with fewer targets than asked for is the last one: to ask for the
   * page after it costs nothing.
   *
   * @param after the last target of the page before; null: the first page
   * @param size how many targets a page has at most, 1 to 1,000
   * @return unmodifiable; shorter than the size if it is the last page
   * @throws dev.twofold.error.ConfigurationException if the relation has no pages, saying why
   */
  public List<T> page(O owner, @Nullable T after, int size) {
    return RelationScope.current().page(this, owner, after, size);
  }

  /** This relation, resolved for the owner alone. */
  public ToMany<O, T> alone() {
    return new ToMany<>(definition, Cohorts.NONE);
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
