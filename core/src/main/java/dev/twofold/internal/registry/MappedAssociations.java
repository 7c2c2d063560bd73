package dev.twofold.internal.registry;

import dev.twofold.error.ConfigurationException;
import dev.twofold.relation.RelationDefinition;
import dev.twofold.relation.RelationDefinition.ByKey;
import dev.twofold.relation.RelationDefinition.First;
import dev.twofold.relation.RelationDefinition.Mapped;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.shape.RecordPart;
import dev.twofold.shape.RecordShape;
import dev.twofold.shape.ResolvedType;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.Association.Kind;
import dev.twofold.tier.relation.Link;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Derives relations between records from the associations between their entities. */
final class MappedAssociations {

  private final Collection<RowRegistration<?, ?>> rows;

  MappedAssociations(Collection<RowRegistration<?, ?>> rows) {
    this.rows = rows;
  }

  /**
   * The relation that an association makes.
   *
   * @throws ConfigurationException if the mapping or the records do not have what it takes
   */
  RelationDefinition<?> definition(String relation, Mapped<?, ?> mapped) {
    return definition(
        relation, mapped, only(relation, mapped.owner()), only(relation, mapped.target()));
  }

  private <K> RelationDefinition<?> definition(
      String relation,
      Mapped<?, ?> mapped,
      RowRegistration<?, ?> owner,
      RowRegistration<K, ?> target) {
    Association association = association(relation, mapped, owner);
    if (!target.mapping().entity().isAssignableFrom(association.target())) {
      throw new ConfigurationException(
          "relation %s: association '%s' of %s leads to %s, but %s is the record of %s"
              .formatted(
                  relation,
                  mapped.attribute(),
                  owner.mapping().entity().getSimpleName(),
                  association.target().getSimpleName(),
                  mapped.target().getSimpleName(),
                  target.mapping().entity().getSimpleName()));
    }
    if (association.kind() == Kind.FOREIGN_KEY) {
      return byKey(relation, mapped, target);
    }
    if (association.kind() == Kind.INVERSE_ONE) {
      String inverse = inverse(relation, owner, target);
      return new First<>(rows(mapped, target, new Link.ForeignKey(inverse)), true);
    }
    return rows(mapped, target, new Link.Collection(mapped.attribute()));
  }

  /**
   * The associations to rows that lead from one record to another; empty where nothing is known.
   */
  List<Mapped<?, ?>> between(Class<?> owner, Class<?> target) {
    List<RowRegistration<?, ?>> owners = ofRecord(owner);
    List<RowRegistration<?, ?>> targets = ofRecord(target);
    if (owners.size() != 1 || targets.size() != 1) {
      return List.of();
    }
    Class<? extends Record> record = targets.get(0).mapping().recordType();
    return associations(owners.get(0)).stream()
        .filter(each -> each.kind() != Kind.FOREIGN_KEY)
        .filter(each -> targets.get(0).mapping().entity().isAssignableFrom(each.target()))
        .<Mapped<?, ?>>map(
            each -> new Mapped<>(owner, each.attribute(), record, each.kind() == Kind.MANY))
        .toList();
  }

  private List<RowRegistration<?, ?>> ofRecord(Class<?> record) {
    return rows.stream().filter(each -> each.mapping().recordType() == record).toList();
  }

  private static MappedRows<?> rows(Mapped<?, ?> mapped, RowRegistration<?, ?> target, Link link) {
    return new MappedRows<>(
        mapped.owner(), null, target.type(), link, List.of(), List.of(), 0, false);
  }

  private RowRegistration<?, ?> only(String relation, Class<?> record) {
    List<RowRegistration<?, ?>> loaders = ofRecord(record);
    if (loaders.size() != 1) {
      throw new ConfigurationException(
          "relation %s: %s is the record of %d row loaders; needed: 1. Records of row loaders: %s"
              .formatted(
                  relation,
                  record.getSimpleName(),
                  loaders.size(),
                  rows.stream()
                      .map(each -> each.mapping().recordType().getSimpleName())
                      .distinct()
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return loaders.get(0);
  }

  private static Association association(
      String relation, Mapped<?, ?> mapped, RowRegistration<?, ?> owner) {
    List<Association> all = associations(owner);
    return all.stream()
        .filter(each -> each.attribute().equals(mapped.attribute()))
        .filter(each -> (each.kind() == Kind.MANY) == mapped.many())
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "relation %s: '%s' is no association to %s of %s, which has %s"
                        .formatted(
                            relation,
                            mapped.attribute(),
                            mapped.many() ? "many" : "one",
                            owner.mapping().entity().getSimpleName(),
                            all.stream()
                                .map(each -> each.attribute() + " " + each.kind())
                                .collect(Collectors.joining(", ")))));
  }

  private static List<Association> associations(RowRegistration<?, ?> rows) {
    return rows.database().relations().associations(rows.mapping().entity());
  }

  private static <O, K> RelationDefinition<O> byKey(
      String relation, Mapped<O, ?> mapped, RowRegistration<K, ?> target) {
    String component = mapped.attribute() + "Id";
    RecordPart part =
        RecordShape.of(ResolvedType.of(mapped.owner()), mapped.owner().getSimpleName())
            .parts()
            .stream()
            .filter(each -> each.name().equals(component))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "relation %s: %s has no component '%s' for the foreign key of '%s'; add it"
                            .formatted(
                                relation,
                                mapped.owner().getSimpleName(),
                                component,
                                mapped.attribute())));
    Class<K> keyType = target.mapping().keyType();
    Class<?> type = MethodType.methodType(part.type().raw()).wrap().returnType();
    if (type != keyType) {
      throw new ConfigurationException(
          "relation %s: component '%s' of %s is a %s, but keys of %s are of type %s"
              .formatted(
                  relation,
                  component,
                  mapped.owner().getSimpleName(),
                  type.getName(),
                  target.loader().name(),
                  keyType.getName()));
    }
    Function<Object, @Nullable K> key = owner -> key(keyType, part, owner);
    return new ByKey<>(mapped.owner(), key, target.type());
  }

  private static <K> @Nullable K key(Class<K> type, RecordPart part, Object owner) {
    return type.cast(part.valueOf(owner));
  }

  /** The attribute of the target that refers to the owner: the other side of a one-to-one. */
  private static String inverse(
      String relation, RowRegistration<?, ?> owner, RowRegistration<?, ?> target) {
    List<String> candidates =
        associations(target).stream()
            .filter(each -> each.kind() == Kind.FOREIGN_KEY)
            .filter(each -> each.target().isAssignableFrom(owner.mapping().entity()))
            .map(Association::attribute)
            .toList();
    if (candidates.size() != 1) {
      throw new ConfigurationException(
          "relation %s: %s has %d attributes that refer to %s %s; name the one in ToOne.inverse"
              .formatted(
                  relation,
                  target.mapping().entity().getSimpleName(),
                  candidates.size(),
                  owner.mapping().entity().getSimpleName(),
                  candidates));
    }
    return candidates.get(0);
  }
}
