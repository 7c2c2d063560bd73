package dev.twofold.internal.registry;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Condition.EqualsParameter;
import dev.twofold.key.Parameter;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.tier.relation.RelationMapping;
import dev.twofold.tier.relation.Relations;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A relation to mapped rows with both its sides.
 *
 * @param name its name, for messages and statistics
 * @param rows what it is made of
 * @param target the loader of the rows
 * @param owner what is known of the owners
 * @param <Q> type of the owners' keys
 * @param <K> type of the rows' keys
 * @param <V> type of the rows
 */
record MappedRelation<Q, K, V extends Record>(
    String name, MappedRows<?> rows, RowRegistration<K, V> target, OwnerKeys.Known<Q> owner) {

  /**
   * What tells cached things of relations apart.
   *
   * @param text the part of a tier key that names them
   * @param ownerKeyType the type of the owners' keys
   * @param normalization that the relation says the owners' keys have; null: it says none
   */
  record Identity(String text, Class<?> ownerKeyType, @Nullable UnaryOperator<?> normalization) {}

  /** The identity of something that depends on which rows there are and on their order. */
  Identity ordered(String what, int limit) {
    return identity(what, rows, limit);
  }

  /** The identity of something that depends on which rows there are. */
  Identity unordered(String what) {
    return identity(what, rows.unordered(), 0);
  }

  /**
   * What relations have in common whose lists change together: a collection and the foreign key on
   * its other side are two ways to say the same, so the way does not count.
   */
  Identity sides() {
    return new Identity(target.loader().name(), owner.type(), null);
  }

  private Identity identity(String what, MappedRows<?> some, int limit) {
    Class<?> entity = owner.entity() == null ? rows.owner() : owner.entity();
    return new Identity(
        RelatedIdentity.of(target.loader().name(), entity, what, some, limit),
        owner.type(),
        some.key() == null ? null : some.key().normalization());
  }

  /** The parameters that what is loaded depends on: those of the rows, and of the conditions. */
  Set<Parameter<?>> parameters() {
    Set<Parameter<?>> parameters = new HashSet<>(target.loader().parameters());
    for (Condition condition : rows.conditions()) {
      if (condition instanceof EqualsParameter equals) {
        parameters.add(equals.parameter());
      }
    }
    return Set.copyOf(parameters);
  }

  /** What the database of the rows can read. */
  Relations reads() {
    return target.database().relations();
  }

  RelationMapping<Q, K, V> mapping(int limit, boolean wholeTree) {
    return new RelationMapping<>(
        name,
        target.mapping(),
        owner.entity(),
        owner.type(),
        rows.link(),
        rows.conditions(),
        rows.order(),
        limit,
        wholeTree);
  }
}
