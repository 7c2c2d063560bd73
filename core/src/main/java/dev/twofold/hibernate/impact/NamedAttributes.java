package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.RowChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The attributes of an entity and its subclasses that a statement can depend on: those whose
 * columns its text names. So restrictions and orders count that the mapping has as SQL.
 *
 * <p>A name is taken for a column wherever it stands, which can be an alias or a column of another
 * table: then an attribute counts that need not.
 */
final class NamedAttributes {

  private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_$#]+");

  private final Map<Class<?>, List<String>> byClass = new HashMap<>();
  private final List<String> ofEntity;

  NamedAttributes(EntityPersister entity, String sql) {
    Set<String> names = names(sql);
    this.ofEntity = attributes("", entity, names);
    for (EntityMappingType subclass : entity.getSubMappingTypes()) {
      byClass.put(subclass.getEntityPersister().getMappedClass(), attributes("", subclass, names));
    }
  }

  private static Set<String> names(String sql) {
    return new HashSet<>(Arrays.asList(BETWEEN_NAMES.split(sql.toLowerCase(Locale.ROOT))));
  }

  private static List<String> attributes(
      String prefix, ManagedMappingType type, Set<String> names) {
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

  private static boolean isNamed(AttributeMapping attribute, Set<String> names) {
    List<Boolean> named = new ArrayList<>();
    attribute.forEachSelectable(
        (position, column) ->
            named.add(
                !column.isFormula() && names.containsAll(names(column.getSelectionExpression()))));
    return named.contains(true);
  }

  /** Whether one of them may have another value than before. */
  boolean changed(RowChange change) {
    return byClass.getOrDefault(change.entity(), ofEntity).stream().anyMatch(change::changed);
  }
}
