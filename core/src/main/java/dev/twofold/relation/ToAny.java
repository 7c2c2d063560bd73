package dev.twofold.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.loader.Loader;
import dev.twofold.relation.RelationDefinition.ByKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A relation to one object of one of several kinds: the owner says which kind, and the key. All
 * kinds are resolved together, with one statement for each.
 *
 * <pre>{@code
 * static final ToAny<Flag, Flaggable> TARGET =
 *     ToAny.of(Flag.class, Flaggable.class, Flag::kind, Flag::targetId)
 *         .when("story", StoryLoader.class)
 *         .when("comment", CommentLoader.class);
 * }</pre>
 *
 * @param <O> type of owners
 * @param <T> what all targets are
 */
public final class ToAny<O, T> implements Relation<O, T> {

  private final ByKind<O> definition;
  private final Cohorts cohorts;

  private ToAny(ByKind<O> definition, Cohorts cohorts) {
    this.definition = definition;
    this.cohorts = cohorts;
  }

  /**
   * A relation without kinds; add them by {@link #when}.
   *
   * @param target what all targets are
   * @param kind the kind of an owner's target; null where it has none: that costs nothing
   * @param key the key of an owner's target; null where it has none
   */
  public static <O, T> ToAny<O, T> of(
      Class<O> owner,
      Class<T> target,
      Function<? super O, ? extends @Nullable Object> kind,
      Function<? super O, ? extends @Nullable Object> key) {
    return new ToAny<>(new ByKind<>(owner, target, kind, key, Map.of()), Cohorts.ALL);
  }

  /**
   * This relation with one more kind. An owner of a kind that is not named fails.
   *
   * @throws IllegalArgumentException if the kind is named already
   */
  public <K> ToAny<O, T> when(Object kind, Class<? extends Loader<K, ? extends T>> loader) {
    requireNonNull(kind, "kind");
    requireNonNull(loader, "loader");
    Map<Object, Class<? extends Loader<?, ?>>> targets = new HashMap<>(definition.targets());
    if (targets.putIfAbsent(kind, loader) != null) {
      throw new IllegalArgumentException("kind '%s' is named twice".formatted(kind));
    }
    return new ToAny<>(
        new ByKind<>(
            definition.owner(), definition.target(), definition.kind(), definition.key(), targets),
        cohorts);
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

  /** This relation, resolved for the owner alone. */
  public ToAny<O, T> alone() {
    return new ToAny<>(definition, Cohorts.NONE);
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
