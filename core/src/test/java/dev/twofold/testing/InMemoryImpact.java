package dev.twofold.testing;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.TableChange;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowMapping.UniqueAttributes;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a write makes stale of what an {@link InMemoryDatabase} has read. */
final class InMemoryImpact {

  private InMemoryImpact() {}

  /** The table of an entity. */
  static String table(Class<?> entity) {
    return entity.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The ids of rows. */
  @SuppressWarnings("unchecked") // a test writes ids of the type that its loader names
  static <K> Affected<K> rows(RowMapping<K, ?> mapping, Change change) {
    if (isStatement(mapping.entity(), change)) {
      return Affected.all();
    }
    boolean concerned =
        change instanceof RowChange row
            && isOf(mapping, row)
            && Arrays.stream(mapping.recordType().getRecordComponents())
                .map(RecordComponent::getName)
                .anyMatch(row::changed);
    return concerned ? Affected.keys(Set.of((K) ((RowChange) change).id())) : Affected.none();
  }

  private static boolean isStatement(Class<?> entity, Change change) {
    return change instanceof TableChange statement
        && (statement.everything() || statement.tables().contains(table(entity)));
  }

  private static boolean isOf(RowMapping<?, ?> mapping, RowChange row) {
    return mapping.entity().isAssignableFrom(row.entity());
  }

  /** The old and the new value of a unique key. */
  static Affected<?> unique(RowMapping<?, ?> mapping, UniqueAttributes unique, Change change) {
    if (isStatement(mapping.entity(), change)) {
      return Affected.all();
    }
    if (!(change instanceof RowChange row)
        || !isOf(mapping, row)
        || unique.attributes().stream().noneMatch(row::changed)) {
      return Affected.none();
    }
    return unique.attributes().size() == 1
        ? values(row, unique.attributes().get(0))
        : Affected.all();
  }

  private static Affected<Object> values(RowChange row, String attribute) {
    return row.values(attribute, Object.class).map(Affected::keys).orElseGet(Affected::all);
  }

  /** The old and the new owner of a row that refers to its owner. */
  static <O> Affected<O> referring(
      RowMapping<?, ?> mapping, String link, List<String> attributes, Change change) {
    if (isStatement(mapping.entity(), change)) {
      return Affected.all();
    }
    if (!(change instanceof RowChange row)
        || !isOf(mapping, row)
        || (!row.changed(link) && attributes.stream().noneMatch(row::changed))) {
      return Affected.none();
    }
    return owners(values(row, link));
  }

  @SuppressWarnings("unchecked") // a test writes keys of the type that its relation names
  private static <O> Affected<O> owners(Affected<Object> values) {
    return (Affected<O>) values;
  }

  /** The owner of a collection of rows; if a row is deleted, whoever has it. */
  @SuppressWarnings("unchecked") // as above
  static <O> Affected<O> linked(
      RowMapping<?, ?> mapping, Class<?> ownerEntity, String attribute, Change change) {
    boolean deleted =
        change instanceof RowChange row
            && isOf(mapping, row)
            && row.kind() == RowChange.Kind.DELETE;
    if (deleted || isStatement(mapping.entity(), change)) {
      return Affected.all();
    }
    return change instanceof CollectionChange collection
            && collection.owner() == ownerEntity
            && collection.attribute().equals(attribute)
        ? Affected.keys(Set.of((O) collection.ownerId()))
        : Affected.none();
  }
}
