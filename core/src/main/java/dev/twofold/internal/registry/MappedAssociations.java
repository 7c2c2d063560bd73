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
import dev.twofold.tier.relation.EntityKeys;
import dev.twofold.tier.relation.Link;
import dev.twofold.tier.relation.Relations;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Derives relations from the associations between entities. The targets are records of a row
 * loader; the owners are such records, or entities themselves.
 */
final class MappedAssociations {

  private final Collection<RowRegistration<?, ?>> rows;

  MappedAssociations(Collection<RowRegistration<?, ?>> rows) {
    this.rows = rows;
  }

  /**
   * The side that an association starts from.
   *
   * @param entity the mapped entity
   * @param reads what its database knows
   */
  private record Start(Class<?> entity, Relations reads) {

    List<Association> associations() {
      return reads.associations(entity);
    }
  }

  /**
   * The relation that an association makes.
   *
   * @throws ConfigurationException if the mapping or the records do not have what it takes
   */
  RelationDefinition<?> definition(String relation, Mapped<?, ?> mapped) {
    RowRegistration<?, ?> target = only(relation, mapped.target());
    return definition(relation, mapped, start(relation, mapped.owner(), target), target);
  }

  private Start start(String relation, Class<?> owner, RowRegistration<?, ?> target) {
    if (!owner.isRecord()) {
      return new Start(owner, target.database().relations());
    }
    RowRegistration<?, ?> loaded = only(relation, owner);
    return new Start(loaded.mapping().entity(), loaded.database().relations());
  }

  private <K> RelationDefinition<?> definition(
      String relation, Mapped<?, ?> mapped, Start start, RowRegistration<K, ?> target) {
    Association association = association(relation, mapped, start);
    if (!target.mapping().entity().isAssignableFrom(association.target())) {
      throw new ConfigurationException(
          "relation %s: association '%s' of %s leads to %s, but %s is the record of %s"
              .formatted(
                  relation,
                  mapped.attribute(),
                  start.entity().getSimpleName(),
                  association.target().getSimpleName(),
                  mapped.target().getSimpleName(),
                  target.mapping().entity().getSimpleName()));
    }
    if (association.kind() == Kind.FOREIGN_KEY) {
      return byKey(relation, mapped, start, target);
    }
    String inverseOf = association.inverseOf();
    return inverseOf == null
        ? rows(mapped, target, new Link.Collection(mapped.attribute()))
        : new First<>(rows(mapped, target, new Link.ForeignKey(inverseOf)), true);
  }

  private static Association association(String relation, Mapped<?, ?> mapped, Start start) {
    List<Association> all = InRelation.named(relation, start::associations);
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
                            start.entity().getSimpleName(),
                            all.stream()
                                .map(each -> each.attribute() + " " + each.kind())
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The associations to rows that lead from one record to another; empty where nothing is known.
   */
  List<Mapped<?, ?>> between(Class<?> owner, Class<?> target) {
    List<RowRegistration<?, ?>> owners = ofRecord(owner);
    List<RowRegistration<?, ?>> targets = ofRecord(target);
    if ((owner.isRecord() && owners.size() != 1) || targets.size() != 1) {
      return List.of();
    }
    Class<? extends Record> record = targets.get(0).mapping().recordType();
    return start("", owner, targets.get(0)).associations().stream()
        .filter(each -> each.kind() != Kind.FOREIGN_KEY)
        .filter(each -> targets.get(0).mapping().entity().isAssignableFrom(each.target()))
        .<Mapped<?, ?>>map(
            each -> new Mapped<>(owner, each.attribute(), record, each.kind() == Kind.MANY))
        .toList();
  }

  /** The entities that rows refer to by a foreign key; empty where nothing is known. */
  List<Class<?>> referredTo(RowRegistration<?, ?> rows) {
    try {
      return rows.database().relations().associations(rows.mapping().entity()).stream()
          .filter(each -> each.kind() == Kind.FOREIGN_KEY)
          .<Class<?>>map(Association::target)
          .toList();
    } catch (ConfigurationException e) {
      // Its database reads no relations, so nobody has asked for one.
      return List.of();
    }
  }

  private List<RowRegistration<?, ?>> ofRecord(Class<?> record) {
    return rows.stream().filter(each -> each.mapping().recordType() == record).toList();
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

  private static MappedRows<?> rows(Mapped<?, ?> mapped, RowRegistration<?, ?> target, Link link) {
    return new MappedRows<>(
        mapped.owner(), null, target.type(), link, List.of(), List.of(), 0, false);
  }

  private static <K> RelationDefinition<?> byKey(
      String relation, Mapped<?, ?> mapped, Start start, RowRegistration<K, ?> target) {
    Class<K> keyType = target.mapping().keyType();
    Function<Object, @Nullable Object> key;
    Class<?> type;
    if (mapped.owner().isRecord()) {
      RecordPart part = component(relation, mapped);
      type = MethodType.methodType(part.type().raw()).wrap().returnType();
      key = part::valueOf;
    } else {
      EntityKeys keys = start.reads().entityKeys(start.entity());
      type = start.reads().entityKeys(target.mapping().entity()).idType();
      key = owner -> keys.idBehind(owner, mapped.attribute());
    }
    if (type != keyType) {
      throw new ConfigurationException(
          "relation %s: the foreign key of '%s' of %s is a %s, but keys of %s are of type %s"
              .formatted(
                  relation,
                  mapped.attribute(),
                  mapped.owner().getSimpleName(),
                  type.getName(),
                  target.loader().name(),
                  keyType.getName()));
    }
    return byKey(mapped.owner(), owner -> keyType.cast(key.apply(owner)), target);
  }

  private static <O, K> RelationDefinition<O> byKey(
      Class<O> owner, Function<Object, @Nullable K> key, RowRegistration<K, ?> target) {
    return new ByKey<>(owner, key, target.type());
  }

  /** The component that has the foreign key of an association. */
  private static RecordPart component(String relation, Mapped<?, ?> mapped) {
    String component = mapped.attribute() + "Id";
    return RecordShape.of(ResolvedType.of(mapped.owner()), mapped.owner().getSimpleName())
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
  }
}
