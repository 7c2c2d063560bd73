package dev.twofold.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a relation is made of: the engine reads it at start, and checks it. Immutable. Two
 * definitions are the same only if they are one object, except {@link Mapped} ones.
 *
 * @param <O> type of owners
 */
public sealed interface RelationDefinition<O> {

  /** The class of the owners. */
  Class<O> owner();

  /**
   * The owner has the key of the target.
   *
   * @param key the key, or null where the owner has no target
   */
  record ByKey<O, K, T>(
      Class<O> owner,
      Function<? super O, ? extends @Nullable K> key,
      Class<? extends Loader<K, T>> target)
      implements RelationDefinition<O> {
    public ByKey {
      requireNonNull(owner, "owner");
      requireNonNull(key, "key");
      requireNonNull(target, "target");
    }
  }

  /**
   * The owner has the value of a unique key of the target.
   *
   * @param value the value, or null where the owner has no target
   */
  record ByUniqueKey<O, U, T extends Record>(
      Class<O> owner, Function<? super O, ? extends @Nullable U> value, UniqueKey<U, T> uniqueKey)
      implements RelationDefinition<O> {
    public ByUniqueKey {
      requireNonNull(owner, "owner");
      requireNonNull(value, "value");
      requireNonNull(uniqueKey, "uniqueKey");
    }
  }

  /**
   * How an owner's key is read.
   *
   * @param type the type of the keys
   * @param function reads the key of an owner; null where the owner has none
   * @param normalization makes keys equal that the database calls equal; null: they are compared as
   *     they are
   */
  record OwnerKey<O, K>(
      Class<K> type,
      Function<? super O, ? extends @Nullable K> function,
      @Nullable UnaryOperator<K> normalization) {
    public OwnerKey {
      requireNonNull(type, "type");
      requireNonNull(function, "function");
    }
  }

  /**
   * Rows that the mapping ties to the owner.
   *
   * @param key the key of an owner; null: derived from the loader of the owner's record
   * @param limitPerOwner how many rows an owner has at most; 0: all
   * @param wholeTree whether one statement reads the rows of rows too, to any depth
   */
  record MappedRows<O>(
      Class<O> owner,
      @Nullable OwnerKey<O, ?> key,
      Class<? extends RowLoader<?, ?>> target,
      Link link,
      List<Condition> conditions,
      List<Order> order,
      int limitPerOwner,
      boolean wholeTree)
      implements RelationDefinition<O> {
    public MappedRows {
      requireNonNull(owner, "owner");
      requireNonNull(target, "target");
      requireNonNull(link, "link");
      conditions = List.copyOf(conditions);
      order = List.copyOf(order);
      if (limitPerOwner < 0) {
        throw new IllegalArgumentException("limitPerOwner is at least 0, but was " + limitPerOwner);
      }
    }

    /** These rows without order, limit, and what is below them. */
    public MappedRows<O> unordered() {
      return new MappedRows<>(owner, key, target, link, conditions, List.of(), 0, false);
    }

    static <O> MappedRows<O> of(
        Class<O> owner,
        @Nullable OwnerKey<O, ?> key,
        Class<? extends RowLoader<?, ?>> target,
        Link link) {
      return new MappedRows<>(owner, key, target, link, List.of(), List.of(), 0, false);
    }

    MappedRows<O> where(Condition... more) {
      List<Condition> all = new ArrayList<>(conditions);
      all.addAll(List.of(more));
      return new MappedRows<>(owner, key, target, link, all, order, limitPerOwner, wholeTree);
    }

    MappedRows<O> orderBy(Order... steps) {
      return new MappedRows<>(
          owner, key, target, link, conditions, List.of(steps), limitPerOwner, wholeTree);
    }

    MappedRows<O> limitPerOwner(int limit) {
      return new MappedRows<>(owner, key, target, link, conditions, order, limit, wholeTree);
    }

    MappedRows<O> asWholeTree() {
      return new MappedRows<>(owner, key, target, link, conditions, order, limitPerOwner, true);
    }
  }

  /**
   * An association that the mapping of the owner's entity has. Equal ones are the same, so that it
   * need not be declared.
   *
   * @param attribute the name of the association
   * @param target the record of the targets
   * @param many whether it leads to many
   */
  record Mapped<O, T extends Record>(
      Class<O> owner, String attribute, Class<T> target, boolean many)
      implements RelationDefinition<O> {
    public Mapped {
      requireNonNull(owner, "owner");
      requireNonNull(attribute, "attribute");
      requireNonNull(target, "target");
    }
  }

  /** Rows that a list loader lists; the owner has its arguments. */
  record Listed<O, A, T>(
      Class<O> owner,
      Function<? super O, ? extends A> arguments,
      Class<? extends ListLoader<A, ?, T>> lists)
      implements RelationDefinition<O> {
    public Listed {
      requireNonNull(owner, "owner");
      requireNonNull(arguments, "arguments");
      requireNonNull(lists, "lists");
    }
  }

  /**
   * The first of the rows that the mapping ties to the owner.
   *
   * @param rows all of them; their limit does not count
   * @param only whether a second row is an error
   */
  record First<O>(MappedRows<O> rows, boolean only) implements RelationDefinition<O> {
    public First {
      requireNonNull(rows, "rows");
    }

    @Override
    public Class<O> owner() {
      return rows.owner();
    }
  }

  /**
   * One relation after the other.
   *
   * @param owner the class of the owners of the first
   */
  record Through<O, M>(Class<O> owner, Relation<O, ?> first, Relation<M, ?> second)
      implements RelationDefinition<O> {
    public Through {
      requireNonNull(owner, "owner");
      requireNonNull(first, "first");
      requireNonNull(second, "second");
    }

    static <O, M> Through<O, M> of(Relation<O, ?> first, Relation<M, ?> second) {
      return new Through<>(first.owner(), first, requireNonNull(second, "second"));
    }
  }

  /**
   * The owner says of what kind its target is.
   *
   * @param target what all targets are
   * @param kind the kind, or null where the owner has no target
   * @param key the key of the target, or null where the owner has none
   * @param targets the loader of each kind
   */
  record ByKind<O>(
      Class<O> owner,
      Class<?> target,
      Function<? super O, ? extends @Nullable Object> kind,
      Function<? super O, ? extends @Nullable Object> key,
      Map<Object, Class<? extends Loader<?, ?>>> targets)
      implements RelationDefinition<O> {
    public ByKind {
      requireNonNull(owner, "owner");
      requireNonNull(target, "target");
      requireNonNull(kind, "kind");
      requireNonNull(key, "key");
      targets = Map.copyOf(targets);
    }
  }

  /**
   * An aggregate of rows that the mapping ties to the owner.
   *
   * @param rows which rows
   * @param function what is computed
   * @param attribute of which attribute; null: of the rows themselves
   * @param result the type of the result
   * @param none the result of an owner without rows; null: it has none
   */
  record Aggregated<O, N>(
      MappedRows<O> rows,
      AggregateFunction function,
      @Nullable String attribute,
      Class<N> result,
      @Nullable N none)
      implements RelationDefinition<O> {
    public Aggregated {
      requireNonNull(rows, "rows");
      requireNonNull(function, "function");
      requireNonNull(result, "result");
    }

    @Override
    public Class<O> owner() {
      return rows.owner();
    }
  }
}
