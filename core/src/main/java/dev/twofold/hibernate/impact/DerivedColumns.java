package dev.twofold.hibernate.impact;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Columns that the database computes, maybe of others that a statement sets: generated ones, and
 * those that no attribute writes.
 */
final class DerivedColumns {

  /** Whether each column is derived as far as the attributes seen tell. */
  private final Map<String, Boolean> columns = new HashMap<>();

  private DerivedColumns() {}

  /** Whether an entity or its subclasses have such columns that are named. */
  static boolean areIn(EntityPersister entity, NamedColumns named) {
    DerivedColumns derived = new DerivedColumns();
    derived.add(entity);
    for (EntityMappingType subclass : entity.getSubMappingTypes()) {
      derived.add(subclass);
    }
    return derived.columns.entrySet().stream()
        .anyMatch(column -> column.getValue() && named.has(column.getKey()));
  }

  private void add(ManagedMappingType type) {
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      if (attribute instanceof EmbeddableValuedModelPart embedded) {
        add(embedded.getEmbeddableTypeDescriptor());
      } else if (!(attribute instanceof PluralAttributeMapping)) {
        add(attribute);
      }
    }
  }

  private void add(AttributeMapping attribute) {
    Generator generator = attribute.getGenerator();
    boolean isGenerated = generator != null && generator.generatedOnExecution();
    attribute.forEachSelectable(
        (position, column) -> {
          if (!column.isFormula()) {
            boolean isDerived = isGenerated || !(column.isInsertable() || column.isUpdateable());
            columns.merge(column.getSelectionExpression(), isDerived, Boolean::logicalAnd);
          }
        });
  }
}
