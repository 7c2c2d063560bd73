package dev.twofold.relation;

import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.RelationDefinition.ByKey;
import dev.twofold.relation.RelationDefinition.ByUniqueKey;
import dev.twofold.relation.RelationDefinition.First;
import dev.twofold.relation.RelationDefinition.Mapped;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.relation.RelationDefinition.Through;
import dev.twofold.tier.relation.Link;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A relation to one object: many-to-one, one-to-one, or the first of many.
 *
 * <pre>{@code
 * public record Story(long id, String title, long authorId, Long editorId) {
 *   static final ToOne<Story, User> AUTHOR = ToOne.of(Story.class, Story::authorId, UserLoader.class);
 *   static final ToOne<Story, User> EDITOR = ToOne.of(Story.class, Story::editorId, UserLoader.class);
 *
 *   public User author() {
 *     return AUTHOR.require(this);
 *   }
 *
 *   public Optional<User> editor() {
 *     return EDITOR.find(this);
 *   }
 * }
 * }</pre>
 *
 * @param <O> type of owners
 * @param <T> type of targets
 */
public final class ToOne<O, T> implements Relation<O, T> {

  private final RelationDefinition<O> definition;
  private final Cohorts cohorts;

  ToOne(RelationDefinition<O> definition, Cohorts cohorts) {
    this.definition = definition;
    this.cohorts = cohorts;
  }

  /**
   * The target whose key the owner has.
   *
   * @param key the key; null where the owner has no target: that costs nothing
   */
  public static <O, K, T> ToOne<O, T> of(
      Class<O> owner,
      Function<? super O, ? extends @Nullable K> key,
      Class<? extends Loader<K, T>> target) {
    return new ToOne<>(new ByKey<>(owner, key, target), Cohorts.ALL);
  }

  /**
   * The target that has the value of a unique key.
   *
   * @param value the value; null where the owner has no target: that costs nothing
   */
  public static <O, U, T extends Record> ToOne<O, T> by(
      Class<O> owner, Function<? super O, ? extends @Nullable U> value, UniqueKey<U, T> uniqueKey) {
    return new ToOne<>(new ByUniqueKey<>(owner, value, uniqueKey), Cohorts.ALL);
  }

  /**
   * The one row that refers to the owner: the other side of a one-to-one. Two such rows are an
   * error; for one of many, see {@link ToMany#first}.
   *
   * @param attribute the name of the attribute of the target that refers to the owner
   */
  public static <O, T extends Record> ToOne<O, T> inverse(
      Class<O> owner, Class<? extends RowLoader<?, T>> target, String attribute) {
    return new ToOne<>(
        new First<>(MappedRows.of(owner, null, target, new Link.ForeignKey(attribute)), true),
        Cohorts.ALL);
  }

  /**
   * A to-one association that the mapping of the owner's entity has. It works without being
   * declared: {@code ToOne.mapped(Story.class, "author", User.class).require(story)}. Both records
   * are those of one row loader each; where the owner has the foreign key, its record has a
   * component for it, such as {@code authorId}.
   *
   * @param attribute the name of the association
   * @param target the record of the targets
   */
  public static <O, T extends Record> ToOne<O, T> mapped(
      Class<O> owner, String attribute, Class<T> target) {
    return new ToOne<>(new Mapped<>(owner, attribute, target, false), Cohorts.ALL);
  }

  /** The target of an owner, or empty if it has none; a target that is gone counts as none. */
  public Optional<T> find(O owner) {
    return Optional.ofNullable(RelationScope.current().answer(this, owner));
  }

  /**
   * The target of an owner.
   *
   * @throws dev.twofold.error.AbsentException if it has none, naming the relation and both keys
   */
  public T require(O owner) {
    return RelationScope.current().require(this, owner);
  }

  /** A handle for the target of an owner, resolved with the next wave. */
  public Lazy<T> lazy(O owner) {
    return RelationScope.current().lazy(this, owner);
  }

  /** The target of the target: both hops are resolved for all owners. */
  public <N> ToOne<O, N> then(ToOne<T, N> next) {
    return new ToOne<>(Through.of(this, next), cohorts);
  }

  /** The targets of the target: both hops are resolved for all owners. */
  public <N> ToMany<O, N> then(ToMany<T, N> next) {
    return new ToMany<>(Through.of(this, next), cohorts);
  }

  /** This relation, resolved for the owner alone. */
  public ToOne<O, T> alone() {
    return new ToOne<>(definition, Cohorts.NONE);
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
