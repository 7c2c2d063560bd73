package dev.twofold.model.relation;

import dev.twofold.error.AbsentException;
import dev.twofold.relation.Aggregate;
import dev.twofold.relation.Count;
import dev.twofold.relation.Exists;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Relation;
import dev.twofold.relation.ToAny;
import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ways to ask a relation. What has no answer is null.
 *
 * @param find without an answer expected
 * @param require with an answer expected, where the relation can say so
 * @param alone for the owner alone
 * @param lazy by a handle
 */
record Access<O>(
    Relation<O, ?> relation,
    Function<O, @Nullable Object> find,
    Function<O, @Nullable Object> require,
    Function<O, @Nullable Object> alone,
    Function<O, Lazy<?>> lazy) {

  static <O, T> Access<O> of(ToOne<O, T> one) {
    return new Access<>(
        one,
        owner -> one.find(owner).orElse(null),
        orNull(one::require),
        owner -> one.alone().find(owner).orElse(null),
        one::lazy);
  }

  static <O, T> Access<O> of(ToAny<O, T> any) {
    return new Access<>(
        any,
        owner -> any.find(owner).orElse(null),
        orNull(any::require),
        owner -> any.alone().find(owner).orElse(null),
        any::lazy);
  }

  static <O, T> Access<O> of(ToMany<O, T> many) {
    return new Access<>(many, many::of, many::of, owner -> many.alone().of(owner), many::lazy);
  }

  static <O> Access<O> of(Count<O> count) {
    return new Access<>(count, count::of, count::of, owner -> count.alone().of(owner), count::lazy);
  }

  static <O> Access<O> of(Exists<O> exists) {
    return new Access<>(
        exists, exists::of, exists::of, owner -> exists.alone().of(owner), exists::lazy);
  }

  static <O, N> Access<O> of(Aggregate<O, N> aggregate) {
    Function<O, @Nullable Object> find = owner -> aggregate.find(owner).orElse(null);
    return new Access<>(
        aggregate,
        find,
        find,
        owner -> aggregate.alone().find(owner).orElse(null),
        aggregate::lazy);
  }

  private static <O> Function<O, @Nullable Object> orNull(Function<O, ?> require) {
    return owner -> {
      try {
        return require.apply(owner);
      } catch (AbsentException e) {
        return null;
      }
    };
  }
}
