package dev.twofold.internal.registry;

import dev.twofold.error.ConfigurationException;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.relation.RelationDefinition.OwnerKey;
import dev.twofold.tier.Database;
import dev.twofold.tier.relation.EntityKeys;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out how the key of an owner is read, and what is known of the owners. */
final class OwnerKeys {

  /**
   * What is known of owners.
   *
   * @param type the type of their keys
   * @param of reads the key of one
   * @param entity their mapped entity; null: not known
   * @param normalization makes keys equal that the database calls equal
   */
  record Known<Q>(
      Class<Q> type,
      Function<Object, @Nullable Q> of,
      @Nullable Class<?> entity,
      UnaryOperator<Q> normalization) {}

  private final List<RowRegistration<?, ?>> rows;

  OwnerKeys(List<RowRegistration<?, ?>> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * What is known of the owners of a relation.
   *
   * @param database that of the rows; it knows owners that are entities
   */
  Known<?> of(String relation, MappedRows<?> mapped, Database database) {
    OwnerKey<?, ?> given = mapped.key();
    if (given != null) {
      return given(mapped.owner(), given);
    }
    return mapped.owner().isRecord()
        ? derived(relation, mapped.owner())
        : ofEntity(relation, mapped.owner(), database);
  }

  private Known<?> ofEntity(String relation, Class<?> entity, Database database) {
    EntityKeys keys = InRelation.named(relation, () -> database.relations().entityKeys(entity));
    return ofEntity(entity, keys, keys.idType());
  }

  private <K> Known<K> ofEntity(Class<?> entity, EntityKeys keys, Class<K> type) {
    return new Known<>(
        type, each -> type.cast(keys.idOf(each)), entity, normalization(entity, type));
  }

  /** That of a loader of the entity's rows: both have the same keys. */
  @SuppressWarnings("unchecked") // the type of the keys is compared
  private <K> UnaryOperator<K> normalization(Class<?> entity, Class<K> type) {
    return rows.stream()
        .filter(each -> each.mapping().entity() == entity && each.mapping().keyType() == type)
        .findFirst()
        .map(each -> (UnaryOperator<K>) each.loader().normalization())
        .orElse(UnaryOperator.identity());
  }

  @SuppressWarnings("unchecked") // the function is asked for owners only
  private static <O, Q> Known<Q> given(Class<?> owner, OwnerKey<O, Q> given) {
    return new Known<>(
        given.type(),
        each -> given.function().apply((O) owner.cast(each)),
        null,
        given.normalization() == null ? UnaryOperator.identity() : given.normalization());
  }

  /** What the loader of the owners' record knows. */
  Known<?> derived(String relation, Class<?> owner) {
    List<RowRegistration<?, ?>> candidates =
        rows.stream().filter(each -> each.mapping().recordType() == owner).toList();
    if (candidates.size() != 1) {
      throw new ConfigurationException(
          "relation %s: %s is the record of %s, so its key cannot be derived; name it: ToMany.of(%s.class, <type of the key>.class, <key>, ...). Records of row loaders: %s"
              .formatted(
                  relation,
                  owner.getSimpleName(),
                  candidates.isEmpty()
                      ? "no row loader"
                      : "several row loaders (" + names(candidates.stream()) + ")",
                  owner.getSimpleName(),
                  rows.stream()
                      .map(each -> each.mapping().recordType().getSimpleName())
                      .distinct()
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return known(relation, candidates.get(0));
  }

  private static String names(Stream<RowRegistration<?, ?>> some) {
    return some.map(RowRegistration::loader)
        .sorted(Comparator.comparing(RegisteredLoader::name))
        .map(RegisteredLoader::name)
        .collect(Collectors.joining(", "));
  }

  private static <K, V extends Record> Known<K> known(
      String relation, RowRegistration<K, V> owner) {
    UniqueValue<K, V> id = InRelation.named(relation, owner::idOfRecord);
    Class<V> type = owner.mapping().recordType();
    return new Known<>(
        owner.mapping().keyType(),
        each -> id.of(type.cast(each)),
        owner.mapping().entity(),
        owner.loader().normalization());
  }
}
