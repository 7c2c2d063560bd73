package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.RowChange.Kind;
import dev.twofold.invalidation.RowChange.Unknown;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The rows of an entity and its subclasses.
 *
 * <p>Hibernate tells the class of each row that it writes, and what the row has then. Whoever tells
 * of rows by hand knows neither, and the class may be a superclass. So it may where a stateless
 * session updates or upserts what it has not read: the row keeps the class that it has.
 */
final class MappedRows {

  private final Class<?> type;

  /** An attribute of the entity, and of each superclass; only for those that have one. */
  private final Map<Class<?>, String> attributes = new HashMap<>();

  MappedRows(EntityPersister entity) {
    this.type = entity.getMappedClass();
    for (EntityMappingType each = entity; each != null; each = each.getSuperMappingType()) {
      for (int i = each.getNumberOfAttributeMappings() - 1; i >= 0; i--) {
        AttributeMapping attribute = each.getAttributeMapping(i);
        if (attribute instanceof BasicValuedModelPart basic && !basic.isFormula()) {
          attributes.put(each.getEntityPersister().getMappedClass(), attribute.getAttributeName());
        }
      }
    }
  }

  /** Whether the row of a change may be one of them. */
  boolean have(RowChange change) {
    if (type.isAssignableFrom(change.entity())) {
      return true;
    }
    String attribute = attributes.get(change.entity());
    return attribute != null && (change.after(attribute) instanceof Unknown || mayBeNew(change));
  }

  /** Whether what is told as an update may have been anything, since nothing is known of before. */
  boolean mayBeNew(RowChange change) {
    String attribute =
        attributes.get(type.isAssignableFrom(change.entity()) ? type : change.entity());
    return change.kind() == Kind.UPDATE
        && (attribute == null || change.before(attribute) instanceof Unknown);
  }
}
