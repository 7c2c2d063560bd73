package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.RowChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The attributes of an entity and its subclasses that a statement can depend on: those whose
 * columns its text names. So restrictions and orders count that the mapping has as SQL.
 */
final class NamedAttributes {

  private final Map<Class<?>, List<String>> byClass = new HashMap<>();
  private final List<String> ofEntity;

  NamedAttributes(EntityPersister entity, String sql) {
    NamedColumns names = new NamedColumns(sql);
    this.ofEntity = attributes("", entity, names);
    for (EntityMappingType subclass : entity.getSubMappingTypes()) {
      byClass.put(subclass.getEntityPersister().getMappedClass(), attributes("", subclass, names));
    }
  }

  private static List<String> attributes(
      String prefix, ManagedMappingType type, NamedColumns names) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      String path = prefix + attribute.getAttributeName();
      if (attribute instanceof EmbeddableValuedModelPart embedded) {
        found.addAll(attributes(path + ".", embedded.getEmbeddableTypeDescriptor(), names));
      } else if (!(attribute instanceof PluralAttributeMapping) && isNamed(attribute, names)) {
        found.add(path);
      }
    }
    return List.copyOf(found);
  }

  private static boolean isNamed(AttributeMapping attribute, NamedColumns names) {
    List<Boolean> named = new ArrayList<>();
    attribute.forEachSelectable(
        (position, column) ->
            named.add(!column.isFormula() && names.has(column.getSelectionExpression())));
    return named.contains(true);
  }

  /** Whether one of them may have another value than before. */
  boolean changed(RowChange change) {
    return byClass.getOrDefault(change.entity(), ofEntity).stream().anyMatch(change::changed);
  }
}
