package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import dev.twofold.key.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a mapped entity become records: each record component is named after an attribute of
 * the entity; {@code authorId} is the foreign key of the to-one attribute {@code author}.
 *
 * @param loader the name of the loader, for messages
 * @param entity the mapped entity class
 * @param keyType the type of the entity's id, or a record of its id attributes
 * @param recordType the record to make of a row
 * @param uniqueKeys the attributes of each unique key, and the type of its values
 * @param tenant the parameter whose value is the tenant id, where the entity has one
 * @param <K> type of keys
 * @param <V> type of records
 */
public record RowMapping<K, V>(
    String loader,
    Class<?> entity,
    Class<K> keyType,
    Class<V> recordType,
    List<UniqueAttributes> uniqueKeys,
    @Nullable Parameter<?> tenant) {

  public RowMapping {
    requireNonNull(loader, "loader");
    requireNonNull(entity, "entity");
    requireNonNull(keyType, "keyType");
    requireNonNull(recordType, "recordType");
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  /**
   * The attributes of a unique key.
   *
   * @param type of its values: that of the attribute, or a record with one component per attribute,
   *     in the same order
   * @param attributes the names of the attributes, each a component of the record too
   */
  public record UniqueAttributes(Class<?> type, List<String> attributes) {
    public UniqueAttributes {
      requireNonNull(type, "type");
      attributes = List.copyOf(attributes);
    }
  }
}
