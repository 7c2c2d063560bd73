package dev.twofold.model.relation;

import dev.twofold.model.relation.Rows.Keyed;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.RelationDefinition.Listed;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A relation, and how plain Hibernate answers it.
 *
 * @param hops after how many answers of the database the answer is known
 * @param statements how many statements that takes at most
 * @param truth the answer of plain Hibernate: null, a row, rows, or a value
 */
record Question<O extends Keyed>(
    String name,
    Access<O> access,
    int hops,
    int statements,
    BiFunction<Plain, O, @Nullable Object> truth) {

  /** How a relation is asked. */
  enum Manner {
    FIND,
    REQUIRE,
    ALONE
  }

  Class<O> owner() {
    return access.relation().owner();
  }

  /** Whether an own loader of the application lists the ids. */
  boolean isListed() {
    return access.relation().definition() instanceof Listed;
  }

  @Nullable Object truth(Plain plain, Keyed owner) {
    return truth.apply(plain, owner().cast(owner));
  }

  /** Asks for an owner; null for no answer. */
  @Nullable Object ask(Keyed owner, Manner manner) {
    O typed = owner().cast(owner);
    return switch (manner) {
      case FIND -> access.find().apply(typed);
      case REQUIRE -> access.require().apply(typed);
      case ALONE -> access.alone().apply(typed);
    };
  }

  /** A handle for the answer for an owner. */
  Lazy<?> lazy(Keyed owner) {
    return access.lazy().apply(owner().cast(owner));
  }

  @Override
  public String toString() {
    return name;
  }
}
