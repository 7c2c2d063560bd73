package dev.twofold.internal.registry;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.ConfigurationException;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.Parameter;
import dev.twofold.loader.LoaderTypes;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.tier.Database;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowMapping.UniqueAttributes;
import dev.twofold.tier.RowReader;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers a row loader and its unique keys: has the database prepare their statements, and ties
 * them to each other.
 *
 * @param <K> type of ids
 * @param <V> type of rows
 */
final class RowRegistration<K, V extends Record> {

  private final RowLoader<K, V> loader;
  private final Database database;
  private final TierFormats formats;
  private final Class<K> keyType;
  private final Class<V> recordType;
  private final Set<Parameter<?>> parameters;
  private final RowReader<K, V> reader;
  private final RowMapping<K, V> mapping;
  private final RowLoads<K, V> loads;
  private final RegisteredLoader<K, V, V> rows;

  /** Opened when it is first asked for; twice by two threads is no harm. */
  private volatile @Nullable UniqueValue<K, V> idOfRecord;

  @SuppressWarnings("unchecked") // the types are those that the loader's class gave to RowLoader
  RowRegistration(RowLoader<K, V> loader, Class<?> type, Database database, TierFormats formats) {
    this.loader = loader;
    this.database = database;
    this.formats = formats;
    this.keyType = (Class<K>) plainClass(loader, type, 0);
    this.recordType = (Class<V>) plainClass(loader, type, 1);
    this.parameters = RegisteredLoader.identity(loader);
    List<UniqueKey<?, ?>> declared = DeclaredUniqueKeys.of(type);
    this.mapping = mapping(declared);
    this.reader = database.rowReader(mapping);
    this.loads = new RowLoads<>(reader);
    this.rows = rows(declared);
    loads.tellAbout(rows);
    for (int position = 0; position < declared.size(); position++) {
      completeUniqueKey(rows.uniqueKeys().get(position), position);
    }
  }

  RegisteredLoader<K, V, V> loader() {
    return rows;
  }

  /** The loader as the application wrote it. */
  RowLoader<K, V> declared() {
    return loader;
  }

  /** The class of the loader, as the application wrote it. */
  @SuppressWarnings("unchecked") // the class of a loader is that of a loader of these types
  Class<? extends RowLoader<K, V>> type() {
    return (Class<? extends RowLoader<K, V>>) LoaderTypes.applicationClass(loader.getClass());
  }

  Database database() {
    return database;
  }

  RowMapping<K, V> mapping() {
    return mapping;
  }

  RowLoads<K, V> loads() {
    return loads;
  }

  /**
   * Reads the id out of a record: from the component named after the id, or from those of its
   * attributes.
   *
   * @throws ConfigurationException if the record does not have the id
   */
  UniqueValue<K, V> idOfRecord() {
    UniqueValue<K, V> known = idOfRecord;
    if (known == null) {
      known = findIdOfRecord();
      idOfRecord = known;
    }
    return known;
  }

  private UniqueValue<K, V> findIdOfRecord() {
    List<String> components =
        Arrays.stream(recordType.getRecordComponents()).map(RecordComponent::getName).toList();
    List<String> attributes = reader.idAttributes();
    if (!components.containsAll(attributes) && keyType.isRecord()) {
      attributes =
          Arrays.stream(keyType.getRecordComponents()).map(RecordComponent::getName).toList();
    }
    if (!components.containsAll(attributes)) {
      throw new ConfigurationException(
          "%s has no component for the id of %s (%s), but %s"
              .formatted(
                  recordType.getSimpleName(),
                  loader.name(),
                  String.join(", ", attributes),
                  String.join(", ", components)));
    }
    return UniqueValue.of(loader.name(), keyType, attributes, recordType);
  }

  List<RegisteredUniqueKey<?, K, V>> uniqueKeys() {
    return rows.uniqueKeys();
  }

  private static Class<?> plainClass(RowLoader<?, ?> loader, Class<?> type, int index) {
    Type argument = LoaderTypes.argument(type, RowLoader.class, index);
    if (argument instanceof Class<?> given) {
      return given;
    }
    throw new ConfigurationException(
        "%s must give RowLoader plain classes for key and record, but gave %s"
            .formatted(loader.name(), argument.getTypeName()));
  }

  private RowMapping<K, V> mapping(List<UniqueKey<?, ?>> declared) {
    return new RowMapping<>(
        loader.name(),
        loader.entity(),
        keyType,
        recordType,
        declared.stream().map(key -> new UniqueAttributes(key.type(), key.attributes())).toList(),
        loader.tenant());
  }

  private RegisteredLoader<K, V, V> rows(List<UniqueKey<?, ?>> declared) {
    List<RegisteredUniqueKey<?, K, V>> uniqueKeys = new ArrayList<>();
    for (UniqueKey<?, ?> key : declared) {
      uniqueKeys.add(uniqueKey(key));
    }
    return new RegisteredLoader<>(
        loader.name(),
        loader.region(),
        parameters,
        loader.tenant(),
        loader::normalize,
        loads::byId,
        RequestForm.cachedForm(),
        database.batchLimit(reader.idColumns()),
        database,
        formats.of(
            loader,
            loader.name(),
            parameters,
            keyType,
            () -> ValueCodec.of(recordType),
            loader.codec(),
            loader::tags),
        loader.shared(),
        List.copyOf(uniqueKeys),
        reader::affectedBy);
  }

  private <U> RegisteredUniqueKey<U, K, V> uniqueKey(UniqueKey<U, ?> declared) {
    return new RegisteredUniqueKey<>(
        declared,
        UniqueValue.of(loader.name(), declared.type(), declared.attributes(), recordType));
  }

  private <U> void completeUniqueKey(RegisteredUniqueKey<U, K, V> uniqueKey, int position) {
    UniqueKey<U, ?> declared = uniqueKey.declared();
    String name = loader.name() + ".by." + String.join(".", declared.attributes());
    uniqueKey.loadWith(
        new RegisteredLoader<>(
            loader.name() + " by " + String.join(", ", declared.attributes()),
            loader.region(),
            parameters,
            loader.tenant(),
            declared::normalize,
            loads.byUnique(uniqueKey, position),
            RequestForm.cachedForm(),
            database.batchLimit(declared.attributes().size()),
            database,
            formats.of(
                loader,
                name,
                parameters,
                declared.type(),
                () -> ValueCodec.of(keyType),
                null,
                value -> Set.of()),
            loader.shared(),
            List.of(),
            change -> uniqueValues(position, change)));
  }

  @SuppressWarnings("unchecked") // the values of a unique key have the type that it declares
  private <U> Affected<U> uniqueValues(int position, Change change) {
    return (Affected<U>) reader.affectedBy(position, change);
  }
}
