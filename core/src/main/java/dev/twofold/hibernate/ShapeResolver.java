package dev.twofold.hibernate;

import dev.twofold.shape.RecordPart;
import dev.twofold.shape.RecordShape;
import dev.twofold.shape.ResolvedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;

/**
 * Finds out how records are made of an entity's columns, and which columns that takes. Used while a
 * loader is prepared.
 */
final class ShapeResolver {

  private final String loader;
  private final EntityMappingType entity;
  private final SelectList select;
  private final ForeignKeys foreignKeys;
  private final List<ToOneAttributeMapping> joined = new ArrayList<>();

  ShapeResolver(String loader, EntityMappingType entity, SelectList select) {
    this.loader = loader;
    this.entity = entity;
    this.select = select;
    this.foreignKeys = new ForeignKeys(select);
  }

  /** The to-one attributes whose targets have to be read to know their ids. */
  List<ToOneAttributeMapping> joined() {
    return List.copyOf(joined);
  }

  /** The keys of the loader. */
  Shape key(Class<?> type) {
    Attribute id = identifier(SelectList.ROOT, entity.getIdentifierMapping());
    return shape(new Wanted("the key of loader " + loader, type), id, false);
  }

  /** The keys of owners: the value of an attribute, or the id that it refers to. */
  Shape owner(Wanted wanted, Attribute attribute) {
    return shape(wanted, attribute, false);
  }

  /** The records of the loader. */
  ComponentsShape record(Class<?> type) {
    return record(type, new Attributes(SelectList.ROOT, entity), false);
  }

  /** The values of a unique key of several attributes: a record with one component for each. */
  Shape unique(Class<?> type, List<String> attributes) {
    Wanted wanted =
        new Wanted(
            "the unique key %s of loader %s".formatted(String.join(", ", attributes), loader),
            type);
    if (attributes.size() == 1) {
      return shape(wanted, attribute(wanted, attributes.get(0)), false);
    }
    if (!type.isRecord() || type.getRecordComponents().length != attributes.size()) {
      throw wanted.refusal(
          "has values of %s, but needs a record of %d components, one for each attribute"
              .formatted(type.getName(), attributes.size()));
    }
    RecordShape record = open(type);
    List<Shape> parts = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      Wanted part = wanted(type, record.parts().get(i));
      parts.add(shape(part, attribute(part, attributes.get(i)), false));
    }
    return new ComponentsShape(loader, type.getSimpleName(), record, List.copyOf(parts), false);
  }

  private Attribute attribute(Wanted wanted, String name) {
    Attributes attributes = new Attributes(SelectList.ROOT, entity);
    return attributes.find(name).orElseThrow(() -> unknown(wanted, attributes));
  }

  private ComponentsShape record(Class<?> type, Attributes attributes, boolean optional) {
    RecordShape record = open(type);
    List<Shape> parts = new ArrayList<>();
    for (RecordPart component : record.parts()) {
      Wanted wanted = wanted(type, component);
      Attribute attribute =
          attributes.find(component.name()).orElseThrow(() -> unknown(wanted, attributes));
      parts.add(shape(wanted, attribute, true));
    }
    return new ComponentsShape(loader, type.getSimpleName(), record, List.copyOf(parts), optional);
  }

  private RecordShape open(Class<?> type) {
    String place = "loader %s: %s".formatted(loader, type.getSimpleName());
    return RecordShape.of(ResolvedType.of(type, place), place);
  }

  private Wanted wanted(Class<?> record, RecordPart component) {
    return new Wanted(
        "loader %s: component '%s' of %s"
            .formatted(loader, component.name(), record.getSimpleName()),
        component.type().raw());
  }

  private static RuntimeException unknown(Wanted wanted, Attributes attributes) {
    return wanted.refusal(
        "is no attribute of %s, which has %s".formatted(attributes.owner(), attributes.names()));
  }

  /** One value. {@code optional}: it is null where its columns are, rather than made of nulls. */
  private Shape shape(Wanted wanted, Attribute attribute, boolean optional) {
    if (attribute.part() instanceof ToOneAttributeMapping toOne) {
      return foreignKey(wanted, attribute, toOne);
    }
    Optional<SingleColumn> single = SingleColumn.of(attribute);
    if (single.isPresent()) {
      return column(wanted, single.get());
    }
    if (attribute.part() instanceof NonAggregatedIdentifierMapping several) {
      EmbeddableMappingType instance =
          several.hasContainingClass()
              ? several.getIdClassEmbeddable()
              : several.getVirtualIdEmbeddable();
      Attributes parts = new Attributes(attribute.path(), several.getVirtualIdEmbeddable());
      return composite(wanted, attribute, parts, instance, optional);
    }
    if (attribute.part() instanceof EmbeddableValuedModelPart embedded) {
      EmbeddableMappingType instance = embedded.getEmbeddableTypeDescriptor();
      Attributes parts = new Attributes(attribute.path(), instance);
      return composite(wanted, attribute, parts, instance, optional);
    }
    if (attribute.part() instanceof PluralAttributeMapping) {
      throw wanted.refusal(
          "is a collection, which is no part of a row; remove the component and declare a ToMany"
              + " relation, or load it with a BatchLoader");
    }
    throw wanted.refusal(
        "is of a kind that rows cannot have; remove the component and load it with a BatchLoader");
  }

  private Shape column(Wanted wanted, SingleColumn column) {
    wanted.require(column.javaType(), column.attribute());
    return new ColumnShape(select.add(column));
  }

  private Shape composite(
      Wanted wanted,
      Attribute attribute,
      Attributes parts,
      EmbeddableMappingType instance,
      boolean optional) {
    if (wanted.type().isRecord()) {
      return record(wanted.type(), parts, optional);
    }
    Class<?> instanceType = instance.getJavaType().getJavaTypeClass();
    if (wanted.type() != instanceType) {
      throw wanted.mismatch(instanceType, attribute);
    }
    if (instance.isPolymorphic()) {
      throw wanted.refusal(
          "is an embeddable with subclasses, of which a row may be any; use a record of the attributes of %s"
              .formatted(instanceType.getSimpleName()));
    }
    List<Shape> shapes =
        Attributes.attributesOf(instance).stream()
            .map(part -> instancePart(wanted, parts, part))
            .toList();
    return new EmbeddableShape(instance, shapes);
  }

  /** One attribute of an instance that Hibernate makes. */
  private Shape instancePart(Wanted wanted, Attributes parts, AttributeMapping part) {
    if (part instanceof ToOneAttributeMapping) {
      throw wanted.refusal(
          "is an embeddable with the association '%s'; use a record with a component '%sId' in its place"
              .formatted(part.getAttributeName(), part.getAttributeName()));
    }
    Wanted value =
        new Wanted(
            wanted.place() + ", attribute '" + part.getAttributeName() + "'",
            part.getJavaType().getJavaTypeClass());
    Attribute attribute =
        parts.find(part.getAttributeName()).orElseThrow(() -> unknown(value, parts));
    return shape(value, attribute, true);
  }

  private Shape foreignKey(Wanted wanted, Attribute attribute, ToOneAttributeMapping toOne) {
    EntityMappingType target = toOne.getAssociatedEntityMappingType();
    if (wanted.type().isAssignableFrom(target.getJavaType().getJavaTypeClass())) {
      throw wanted.refusal(
          "is the entity %s, which belongs to one session; use its foreign key, '%sId'"
              .formatted(wanted.type().getSimpleName(), attribute.name()));
    }
    Optional<SingleColumn> single = SingleColumn.of(attribute);
    if (single.isPresent()) {
      return column(wanted, single.get());
    }
    String path = foreignKeys.target(attribute.path(), toOne);
    Shape id = shape(wanted, identifier(path, target.getIdentifierMapping()), true);
    if (ForeignKeys.isJoined(toOne)) {
      joined.add(toOne);
    } else {
      select.refer(
          id.columns(),
          target.getIdentifierMapping(),
          toOne.getForeignKeyDescriptor().getKeyPart());
    }
    return id;
  }

  /** The id of an entity that a path leads to. */
  static Attribute identifier(String path, EntityIdentifierMapping id) {
    return id instanceof NonAggregatedIdentifierMapping
        ? new Attribute("id", path, id)
        : new Attribute(id.getAttributeName(), path + "." + id.getAttributeName(), id);
  }
}
