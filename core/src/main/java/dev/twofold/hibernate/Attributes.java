package dev.twofold.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.spi.NavigablePath;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an entity or embeddable, by the names that components have.
 *
 * @param path what leads to the entity or embeddable, in HQL
 * @param type its mapping
 */
record Attributes(String path, ManagedMappingType type) {

  /** Where Hibernate repeats the attributes of an id class. */
  private static final String ID_CLASS = NavigablePath.IDENTIFIER_MAPPER_PROPERTY;

  /** The attribute that a component of this name stands for. */
  Optional<Attribute> find(String component) {
    return named(component)
        .or(() -> ofIdentifier(component))
        .or(() -> foreignKey(component))
        .or(() -> wholeIdentifier(component));
  }

  /** The attribute at the end of a path into embeddables, written with dots. */
  Optional<Attribute> findPath(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return find(path);
    }
    return find(path.substring(0, dot))
        .flatMap(Attributes::within)
        .flatMap(embedded -> embedded.findPath(path.substring(dot + 1)));
  }

  /** The attributes of an embeddable or composite id. */
  static Optional<Attributes> within(Attribute attribute) {
    if (attribute.part() instanceof NonAggregatedIdentifierMapping several) {
      return Optional.of(new Attributes(attribute.path(), several.getVirtualIdEmbeddable()));
    }
    return attribute.part() instanceof EmbeddableValuedModelPart embedded
        ? Optional.of(new Attributes(attribute.path(), embedded.getEmbeddableTypeDescriptor()))
        : Optional.empty();
  }

  private Optional<Attribute> named(String name) {
    return Optional.ofNullable(type.findAttributeMapping(name)).map(part -> at(path, name, part));
  }

  /** The id, or one of the attributes of a composite id. */
  private Optional<Attribute> ofIdentifier(String name) {
    EntityIdentifierMapping id = identifier();
    if (id == null) {
      return Optional.empty();
    }
    if (id instanceof NonAggregatedIdentifierMapping several) {
      return new Attributes(path, several.getVirtualIdEmbeddable()).named(name);
    }
    if (id.getAttributeName().equals(name)) {
      return Optional.of(at(path, name, id));
    }
    return id instanceof CompositeIdentifierMapping composite
        ? new Attributes(path + "." + id.getAttributeName(), composite.getPartMappingType())
            .named(name)
        : Optional.empty();
  }

  /** An id of several attributes has no name of its own. */
  private Optional<Attribute> wholeIdentifier(String name) {
    return identifier() instanceof NonAggregatedIdentifierMapping several && name.equals("id")
        ? Optional.of(new Attribute(name, path, several))
        : Optional.empty();
  }

  private Optional<Attribute> foreignKey(String component) {
    for (AttributeMapping attribute : declared()) {
      if (attribute instanceof ToOneAttributeMapping toOne
          && foreignKeyNames(toOne).contains(component)) {
        return Optional.of(at(path, attribute.getAttributeName(), toOne));
      }
    }
    return Optional.empty();
  }

  private static List<String> foreignKeyNames(ToOneAttributeMapping toOne) {
    String name = toOne.getAttributeName();
    String id =
        toOne.getAssociatedEntityMappingType().getIdentifierMapping()
                instanceof NonAggregatedIdentifierMapping
            ? "id"
            : toOne.getAssociatedEntityMappingType().getIdentifierMapping().getAttributeName();
    return List.of(
        name + "Id", name + id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1));
  }

  private static Attribute at(String path, String name, ModelPart part) {
    return new Attribute(name, path + "." + name, part);
  }

  /** The names that components may have, for messages. */
  String names() {
    List<String> names = new ArrayList<>();
    EntityIdentifierMapping id = identifier();
    if (id != null && !(id instanceof NonAggregatedIdentifierMapping)) {
      names.add(id.getAttributeName());
    }
    for (AttributeMapping attribute : declared()) {
      if (attribute instanceof ToOneAttributeMapping toOne) {
        names.add(toOne.getAttributeName() + "Id");
      } else if (!(attribute instanceof PluralAttributeMapping)) {
        names.add(attribute.getAttributeName());
      }
    }
    return String.join(", ", names);
  }

  /** The attributes, with those of an id of several attributes. */
  List<AttributeMapping> declared() {
    List<AttributeMapping> declared = new ArrayList<>();
    if (identifier() instanceof NonAggregatedIdentifierMapping several) {
      declared.addAll(attributesOf(several.getVirtualIdEmbeddable()));
    }
    attributesOf(type).stream()
        .filter(attribute -> !attribute.getAttributeName().equals(ID_CLASS))
        .forEach(declared::add);
    return declared;
  }

  /** Those of one type, in the order of its mapping. */
  static List<AttributeMapping> attributesOf(ManagedMappingType type) {
    List<AttributeMapping> attributes = new ArrayList<>();
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      attributes.add(type.getAttributeMapping(i));
    }
    return attributes;
  }

  private @Nullable EntityIdentifierMapping identifier() {
    return type instanceof EntityMappingType entity ? entity.getIdentifierMapping() : null;
  }

  /** The simple name of the entity or embeddable. */
  String owner() {
    return type.getJavaType().getJavaTypeClass().getSimpleName();
  }
}
