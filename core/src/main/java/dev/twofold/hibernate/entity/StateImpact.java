package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.impact.ColumnName;
import dev.twofold.hibernate.impact.CombinedImpact;
import dev.twofold.hibernate.impact.IdImpact;
import dev.twofold.hibernate.impact.LinkedRows;
import dev.twofold.hibernate.impact.RowTest;
import dev.twofold.hibernate.impact.TableImpact;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a load a write concerns. Prepared when the first write is told: a mapping has more
 * than an application uses. Thread-safe.
 */
final class StateImpact implements Impact<Object> {

  private final Supplier<Impact<Object>> prepare;
  private volatile @Nullable Impact<Object> prepared;

  private StateImpact(Supplier<Impact<Object>> prepare) {
    this.prepare = prepare;
  }

  /** That of the states of a hierarchy. */
  static StateImpact of(EntityHierarchy hierarchy) {
    return new StateImpact(
        () ->
            new CombinedImpact<>(
                List.of(
                    new IdImpact<>(hierarchy.root(), StateImpact::key),
                    TableImpact.of(hierarchy.root()))));
  }

  /**
   * That of a collection.
   *
   * @param own the columns of its rows, of an entity none
   * @param target the entity that the elements are; null: they are values
   */
  static StateImpact of(
      StateSource source,
      PluralAttributeMapping collection,
      StateLayout own,
      @Nullable EntityPersister target) {
    List<SelectableMapping> key =
        EntityHierarchy.selectables(collection.getKeyDescriptor().getKeyPart());
    return new StateImpact(
        () ->
            new LinkedRows<Object>(
                    source.factory(),
                    target,
                    key.stream().map(ColumnName::of).toList(),
                    null,
                    collection,
                    false,
                    StateImpact::key,
                    new StateSelect(
                            source.factory(),
                            collection.getCollectionDescriptor().getRole(),
                            collection,
                            key.stream().map(StateColumn::of).toList(),
                            own.columns(),
                            List.of(),
                            null)
                        .forKeys(1)
                        .sql(),
                    RowTest.NONE,
                    true)
                .impact());
  }

  /**
   * That of what an association leads to by columns of its target.
   *
   * @param columns of the target
   */
  static StateImpact of(
      StateSource source, EntityPersister target, List<SelectableMapping> columns) {
    return new StateImpact(
        () ->
            new LinkedRows<Object>(
                    source.factory(),
                    target,
                    columns.stream().map(ColumnName::of).toList(),
                    null,
                    null,
                    false,
                    StateImpact::key,
                    new StateSelect(
                            source.factory(),
                            target.getImportedName(),
                            target,
                            columns.stream().map(StateColumn::of).toList(),
                            List.of(),
                            List.of(),
                            null)
                        .forKeys(1)
                        .sql(),
                    RowTest.NONE,
                    true)
                .impact());
  }

  private static @Nullable Object key(@Nullable Object[] columns) {
    return Keys.first(columns, columns.length);
  }

  @Override
  public Affected<Object> of(Change change) {
    Impact<Object> impact = prepared;
    if (impact == null) {
      impact = prepare();
      prepared = impact;
    }
    return impact.of(change);
  }

  /** A statement that cannot be made says nothing of what it depends on. */
  private Impact<Object> prepare() {
    try {
      return prepare.get();
    } catch (ConfigurationException e) {
      return CombinedImpact.everything();
    }
  }
}
