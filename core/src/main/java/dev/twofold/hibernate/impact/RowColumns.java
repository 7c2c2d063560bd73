package dev.twofold.hibernate.impact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.spi.NavigablePath;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of an entity have the values of their columns. Several attributes may share one:
 * what writes it tells its value, since the others are not set where a row is new.
 */
final class RowColumns {

  private final Map<ColumnName, ColumnValue> values = new HashMap<>();
  private final Set<ColumnName> written = new HashSet<>();

  private RowColumns() {}

  static RowColumns of(EntityPersister entity) {
    RowColumns columns = new RowColumns();
    columns.add(null, entity.getIdentifierMapping(), entity.getIdentifierMapping(), true);
    columns.addAll("", entity, true);
    return columns;
  }

  /** Where a column's value is; null if no attribute has it. */
  @Nullable ColumnValue find(ColumnName column) {
    return values.get(column);
  }

  private void addAll(String prefix, ManagedMappingType type, boolean isWritten) {
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      if (!attribute.getAttributeName().equals(NavigablePath.IDENTIFIER_MAPPER_PROPERTY)) {
        add(prefix + attribute.getAttributeName(), attribute, isWritten && isWritten(attribute));
      }
    }
  }

  private static boolean isWritten(AttributeMapping attribute) {
    return attribute.getAttributeMetadata().isInsertable()
        || attribute.getAttributeMetadata().isUpdatable();
  }

  private void add(String path, AttributeMapping attribute, boolean isWritten) {
    if (attribute instanceof ToOneAttributeMapping toOne) {
      if (toOne.getSideNature() == Nature.KEY && toOne.isReferenceToPrimaryKey()) {
        EntityMappingType target = toOne.getAssociatedEntityMappingType();
        add(
            path,
            target.getIdentifierMapping(),
            toOne.getForeignKeyDescriptor().getKeyPart(),
            isWritten);
      }
    } else if (attribute instanceof EmbeddableValuedModelPart embedded
        && embedded.getEmbeddableTypeDescriptor().getAggregateMapping() == null) {
      addAll(path + ".", embedded.getEmbeddableTypeDescriptor(), isWritten);
    } else if (attribute instanceof BasicValuedModelPart basic) {
      add(path, basic, basic, isWritten);
    }
  }

  private void add(
      @Nullable String path, ValuedModelPart value, ValuedModelPart columns, boolean isWritten) {
    columns.forEachSelectable(
        (position, column) -> {
          ColumnName name = ColumnName.of(column);
          if (!values.containsKey(name) || (isWritten && !written.contains(name))) {
            values.put(name, new ColumnValue(path, value, position));
          }
          if (isWritten) {
            written.add(name);
          }
        });
  }
}
