package dev.twofold.hibernate;

import dev.twofold.tier.relation.Link;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds what ties rows to owners in the mapping, and refuses what does not. */
final class RelationSources {

  /** The alias of the owner's entity, where a statement needs it. */
  private static final String OWNER = "o";

  private final SessionFactoryImplementor factory;
  private final RowReaders rows;

  RelationSources(SessionFactoryImplementor factory, RowReaders rows) {
    this.factory = factory;
    this.rows = rows;
  }

  RelationSource open(Relation relation) {
    EntityPersister entity = rows.entity(relation.rows());
    Restrictions restrictions = rows.restrictions(relation.rows(), entity);
    RelationSource source =
        relation.link() instanceof Link.Collection link
            ? collection(relation, entity, restrictions, link.attribute())
            : foreignKey(relation, entity, restrictions, relation.link().attribute());
    new Conditions(source).restrict();
    return source;
  }

  private RelationSource foreignKey(
      Relation relation, EntityPersister entity, Restrictions restrictions, String path) {
    SelectList select = SelectList.of(entity.getEntityName());
    Attributes attributes = new Attributes(SelectList.ROOT, entity);
    Attribute attribute =
        attributes.findPath(path).orElseThrow(() -> relation.unknown(attributes, path));
    EntityPersister owner = owner(relation);
    if (attribute.part() instanceof ToOneAttributeMapping toOne) {
      requireOwner(relation, attributes, path, toOne, owner);
    } else if (attribute.part() instanceof PluralAttributeMapping) {
      throw relation.refusal(
          "attribute '%s' of %s is a collection, which names no owner; link the rows by an attribute that does, or by a collection of the owner"
              .formatted(path, attributes.owner()));
    } else if (!(attribute.part() instanceof BasicValuedModelPart
        || attribute.part() instanceof EmbeddableValuedModelPart)) {
      throw relation.refusal(
          "attribute '%s' of %s is of a kind that cannot name an owner; use a ListLoader"
              .formatted(path, attributes.owner()));
    }
    Shape key =
        new ShapeResolver(relation.rows().loader(), entity, select)
            .owner(relation.ownerKey(), attribute);
    return new RelationSource(relation, entity, select, key, restrictions, null);
  }

  private @Nullable EntityPersister owner(Relation relation) {
    Class<?> owner = relation.ownerEntity();
    return owner == null ? null : rows.entity(relation.subject() + ": ", owner);
  }

  private static void requireOwner(
      Relation relation,
      Attributes attributes,
      String path,
      ToOneAttributeMapping toOne,
      @Nullable EntityPersister owner) {
    Class<?> referred = toOne.getAssociatedEntityMappingType().getJavaType().getJavaTypeClass();
    if (owner != null && !areRelated(referred, owner.getMappedClass())) {
      throw relation.refusal(
          "attribute '%s' of %s refers to %s, but the owners are %s"
              .formatted(
                  path,
                  attributes.owner(),
                  referred.getSimpleName(),
                  owner.getMappedClass().getSimpleName()));
    }
  }

  static boolean areRelated(Class<?> one, Class<?> other) {
    return one.isAssignableFrom(other) || other.isAssignableFrom(one);
  }

  private RelationSource collection(
      Relation relation, EntityPersister entity, Restrictions restrictions, String path) {
    EntityPersister owner = owner(relation);
    if (owner == null) {
      throw relation.refusal(
          "collection '%s' is one of the owners' entity, which is not known; name it, or link the rows by their foreign key"
              .formatted(path));
    }
    Attributes attributes = new Attributes(OWNER, owner);
    Attribute attribute =
        attributes.findPath(path).orElseThrow(() -> noCollection(relation, owner, path));
    if (!(attribute.part() instanceof PluralAttributeMapping collection)) {
      throw noCollection(relation, owner, path);
    }
    requireElements(relation, owner, entity, path, collection);
    SessionFilters.of(factory, owner, collection).refuse(relation.subject());

    CollectionElements elements = CollectionElements.of(collection);
    SelectList select =
        new SelectList(
            "%s %s join %s %s"
                .formatted(owner.getEntityName(), OWNER, attribute.path(), SelectList.ROOT));
    if (elements.canBeLeftOut()) {
      SelectList id = SelectList.of(entity.getEntityName());
      new ShapeResolver(relation.rows().loader(), entity, id).key(relation.rows().keyType());
      restrictions.add(elements.joined(id.paths().get(0)) + " is not null");
    }
    Shape key =
        new ShapeResolver(relation.rows().loader(), owner, select)
            .owner(
                relation.ownerKey(), ShapeResolver.identifier(OWNER, owner.getIdentifierMapping()));
    return new RelationSource(relation, entity, select, key, restrictions, collection);
  }

  private static RuntimeException noCollection(
      Relation relation, EntityPersister owner, String path) {
    return relation.refusal(
        "'%s' is no collection of %s, which has %s"
            .formatted(
                path,
                owner.getMappedClass().getSimpleName(),
                Associations.of(owner).collections()));
  }

  private static void requireElements(
      Relation relation,
      EntityPersister owner,
      EntityPersister entity,
      String path,
      PluralAttributeMapping collection) {
    String name = owner.getMappedClass().getSimpleName() + "." + path;
    if (Associations.isMap(collection)) {
      throw relation.refusal(
          "%s is a map, whose keys a list of rows would lose; use a ListLoader".formatted(name));
    }
    if (!(collection.getElementDescriptor() instanceof EntityCollectionPart elements)) {
      throw relation.refusal(
          "the elements of %s are no entities and have no rows of their own; use a BatchLoader"
              .formatted(name));
    }
    Class<?> element = elements.getAssociatedEntityMappingType().getJavaType().getJavaTypeClass();
    if (!entity.getMappedClass().isAssignableFrom(element)) {
      throw relation.refusal(
          "the elements of %s are %s, but loader %s reads %s"
              .formatted(
                  name,
                  element.getSimpleName(),
                  relation.rows().loader(),
                  entity.getMappedClass().getSimpleName()));
    }
  }
}
