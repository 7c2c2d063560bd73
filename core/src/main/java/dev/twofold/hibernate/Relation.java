package dev.twofold.hibernate;

import static java.util.Objects.requireNonNull;

import dev.twofold.criteria.Condition;
import dev.twofold.error.ConfigurationException;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.Link;
import dev.twofold.tier.relation.RelationMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows belong to which owners, whatever is read of them. */
record Relation(
    String name,
    RowMapping<?, ?> rows,
    @Nullable Class<?> ownerEntity,
    Class<?> ownerKeyType,
    Link link,
    List<Condition> conditions) {

  static Relation of(RelationMapping<?, ?, ?> mapping) {
    return new Relation(
        mapping.relation(),
        mapping.rows(),
        mapping.ownerEntity(),
        mapping.ownerKeyType(),
        mapping.link(),
        mapping.conditions());
  }

  static Relation of(AggregateMapping<?, ?> mapping) {
    return new Relation(
        mapping.relation(),
        mapping.rows(),
        mapping.ownerEntity(),
        mapping.ownerKeyType(),
        mapping.link(),
        mapping.conditions());
  }

  /** The entity of the owners, where it is known. */
  Class<?> requireOwnerEntity() {
    return requireNonNull(ownerEntity, "ownerEntity");
  }

  /** How messages name it. */
  String subject() {
    return "relation " + name;
  }

  ConfigurationException refusal(String reason) {
    return new ConfigurationException(subject() + ": " + reason);
  }

  /** The type that its keys of owners shall have. */
  Wanted ownerKey() {
    return new Wanted(subject() + ": the key of the owners", ownerKeyType);
  }

  /** The only column of an attribute of the rows. */
  SingleColumn column(Attributes attributes, String path) {
    Attribute attribute = attributes.findPath(path).orElseThrow(() -> unknown(attributes, path));
    return SingleColumn.of(attribute)
        .orElseThrow(() -> notOneColumn(attribute, path, attributes.owner()));
  }

  private ConfigurationException notOneColumn(Attribute attribute, String path, String owner) {
    if (Attributes.within(attribute).isPresent()) {
      return refusal(
          "attribute '%s' of %s has not exactly one column, so that it can neither be compared nor ordered; name an attribute in it, as in '%s.<attribute>'"
              .formatted(path, owner, path));
    }
    return refusal(
        "attribute '%s' of %s has not exactly one column that holds a value or an id, so that it can neither be compared nor ordered; where the table has columns for it, map the one that is meant as an attribute of its own, too (insertable = false, updatable = false), and name that"
            .formatted(path, owner));
  }

  /** The only column of an attribute that has an order. */
  SingleColumn orderedColumn(Attributes attributes, String path) {
    SingleColumn column = column(attributes, path);
    requireOrdered(attributes, path, column);
    return column;
  }

  void requireOrdered(Attributes attributes, String path, SingleColumn column) {
    if (!column.isOrdered()) {
      throw refusal(
          "attribute '%s' of %s is a %s, which has no order"
              .formatted(path, attributes.owner(), column.javaType().getTypeName()));
    }
  }

  ConfigurationException unknown(Attributes attributes, String path) {
    return refusal(
        "'%s' is no attribute of %s, which has %s"
            .formatted(path, attributes.owner(), attributes.names()));
  }
}
