package dev.twofold.hibernate.write;

import dev.twofold.invalidation.RowChange.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What the attributes of an entity whose columns Hibernate does not write are worth. Their values
 * in memory are those that somebody has loaded or set, not those of the row.
 */
final class ColumnRules {

  /** An attribute of one column. */
  private record Column(
      String attribute,
      String name,
      Class<?> type,
      boolean inserted,
      boolean updated,
      boolean generated) {}

  private final List<Column> columns = new ArrayList<>();

  /** The attributes that are written, by column. */
  private final Map<String, Column> written = new HashMap<>();

  private ColumnRules() {}

  static ColumnRules of(EntityPersister entity) {
    ColumnRules rules = new ColumnRules();
    rules.collectId(entity.getIdentifierMapping());
    rules.collect("", entity);
    for (Column column : rules.columns) {
      if (column.inserted || column.updated) {
        rules.written.putIfAbsent(column.name, column);
      }
    }
    return rules;
  }

  private void collectId(EntityIdentifierMapping id) {
    if (id instanceof NonAggregatedIdentifierMapping several) {
      collectWritten("", several.getVirtualIdEmbeddable());
    } else if (id instanceof EmbeddableValuedModelPart embedded) {
      collectWritten(id.getAttributeName() + ".", embedded.getEmbeddableTypeDescriptor());
    } else {
      addWritten(id.getAttributeName(), id);
    }
  }

  private void collectWritten(String prefix, EmbeddableMappingType type) {
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      if (attribute.getJdbcTypeCount() == 1) {
        addWritten(prefix + attribute.getAttributeName(), attribute);
      }
    }
  }

  private void addWritten(String attribute, ValuedModelPart part) {
    columns.add(
        new Column(attribute, name(part.getSelectable(0)), Object.class, true, true, false));
  }

  private void collect(String prefix, ManagedMappingType type) {
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      String path = prefix + attribute.getAttributeName();
      if (attribute instanceof ToOneAttributeMapping toOne) {
        if (toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY) {
          EntityIdentifierMapping id = toOne.getEntityMappingType().getIdentifierMapping();
          add(path, attribute, id.getJavaType().getJavaTypeClass());
        }
      } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
        collect(path + ".", embedded.getEmbeddableTypeDescriptor());
      } else if (!(attribute instanceof PluralAttributeMapping)) {
        add(path, attribute, attribute.getJavaType().getJavaTypeClass());
      }
    }
  }

  private void add(String path, AttributeMapping attribute, Class<?> type) {
    if (attribute.getJdbcTypeCount() != 1) {
      return;
    }
    SelectableMapping column = attribute.getSelectable(0);
    Generator generator = attribute.getGenerator();
    columns.add(
        new Column(
            path,
            name(column),
            type,
            !column.isFormula() && column.isInsertable(),
            !column.isFormula() && column.isUpdateable(),
            generator != null && generator.generatedOnExecution()));
  }

  private static String name(SelectableMapping column) {
    return column.getContainingTableExpression() + "." + column.getSelectionExpression();
  }

  /** Corrects what was read from memory. */
  void apply(Kind kind, RowValues before, RowValues after) {
    for (Column column : columns) {
      if (column.generated) {
        continue; // read back by Hibernate
      }
      if (!column.inserted && !column.updated) {
        mirror(column, before);
        mirror(column, after);
      } else if (kind == Kind.UPDATE && !column.updated) {
        after.copy(column.attribute, before, column.attribute);
      } else if (kind == Kind.INSERT && !column.inserted) {
        after.forget(column.attribute);
      }
    }
  }

  /** The value of the attribute that writes the same column, if there is one. */
  private void mirror(Column column, RowValues values) {
    Column source = written.get(column.name);
    if (source == null) {
      values.forget(column.attribute);
      return;
    }
    values.copy(column.attribute, values, source.attribute);
    values.forgetUnless(column.attribute, column.type);
  }
}
