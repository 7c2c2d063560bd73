package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import dev.twofold.invalidation.Impact;
import dev.twofold.tier.relation.Link;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.RelationMapping;
import dev.twofold.tier.relation.RelationReader;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Prepares reading the rows of owners, and pages of them. */
final class RelatedReaders {

  private final SessionFactoryImplementor factory;
  private final RelationSources sources;
  private final BatchLimits limits;

  RelatedReaders(SessionFactoryImplementor factory, RelationSources sources, BatchLimits limits) {
    this.factory = factory;
    this.sources = sources;
    this.limits = limits;
  }

  <O, K, V> RelationReader<O, K, V> reader(RelationMapping<O, K, V> mapping) {
    Relation relation = Relation.of(mapping);
    if (mapping.wholeTree()) {
      requireTree(mapping, relation);
    }
    Prepared<O, K, V> prepared = prepare(mapping, relation);
    if (mapping.wholeTree()) {
      prepared.source().requireSelfReference(mapping.link().attribute());
    }
    return new RelatedReader<>(
        prepared.execution(factory),
        new KeyStatement(query(mapping, prepared), prepared.source().owner(), limits),
        prepared.shape(),
        impact(mapping, relation));
  }

  /** Of lists of ids: the rows have entries of their own. */
  private <O> Impact<O> impact(RelationMapping<O, ?, ?> mapping, Relation relation) {
    RelationSource ids = sources.open(relation);
    RowOrder order =
        new RowOrders(ids).of(mapping.order(), ids.shapes().key(mapping.rows().keyType()));
    return new RelationImpacts(factory)
        .of(ids, new RelatedQueries(factory, ids, order).all(), mapping.limitPerOwner() == 0);
  }

  private KeyedQuery query(RelationMapping<?, ?, ?> mapping, Prepared<?, ?, ?> prepared) {
    if (mapping.wholeTree()) {
      RelationSource ids = sources.open(prepared.source().relation());
      Shape id = ids.shapes().key(mapping.rows().keyType());
      return new TreeQuery(factory, prepared.source(), prepared.order(), ids, id).query();
    }
    RelatedQueries queries = new RelatedQueries(factory, prepared.source(), prepared.order());
    return mapping.limitPerOwner() == 0
        ? queries.all()
        : queries.first(Integer.toString(mapping.limitPerOwner()));
  }

  private static void requireTree(RelationMapping<?, ?, ?> mapping, Relation relation) {
    if (mapping.limitPerOwner() > 0) {
      throw relation.refusal(
          "a whole tree has no limit for each owner, but %d was set; remove one of them"
              .formatted(mapping.limitPerOwner()));
    }
    if (!(mapping.link() instanceof Link.ForeignKey)) {
      throw relation.refusal(
          "a whole tree needs rows that name the row above them, but they are linked by collection '%s'; link them by a to-one attribute"
              .formatted(mapping.link().attribute()));
    }
    if (mapping.ownerKeyType() != mapping.rows().keyType()) {
      throw relation.refusal(
          "the owners of a whole tree are rows of the same kind, but their keys are %s, and those of the rows %s"
              .formatted(mapping.ownerKeyType().getName(), mapping.rows().keyType().getName()));
    }
  }

  <O, K, V> PageReader<O, K, V> pageReader(RelationMapping<O, K, V> mapping) {
    Relation relation = Relation.of(mapping);
    Prepared<O, K, V> prepared = prepare(mapping, relation);
    RelationSource source = prepared.source();
    RowShape<K, V> row = prepared.shape().row();
    List<PageStatement.Step> steps =
        prepared.order().steps().stream().map(step -> pageStep(source, row, step)).toList();
    String size =
        source
            .restrictions()
            .given(
                GivenValue.of(
                    ColumnType.basic(factory, Integer.class).mapping(), RelatedPageReader.SIZE));
    KeyedQuery query = new RelatedQueries(factory, source, prepared.order()).first(size);
    return new RelatedPageReader<>(
        prepared.execution(factory),
        new PageStatement<>(query, source.owner(), row.value(), steps, limits),
        prepared.shape());
  }

  private static PageStatement.Step pageStep(
      RelationSource source, RowShape<?, ?> row, RowOrder.Step step) {
    int column = source.select().paths().indexOf(step.path());
    if (row.value().columns().noneMatch(component -> component == column)) {
      throw noComponent(source, row, step);
    }
    SingleColumn attribute = step.column();
    if (attribute != null && attribute.nullable()) {
      throw source
          .relation()
          .refusal(
              "attribute '%s' of the order can be null in %s, and no page starts behind null; map it as not nullable, or order pages by another attribute"
                  .formatted(attribute.attribute().name(), source.attributes().owner()));
    }
    return new PageStatement.Step(column, step.descending());
  }

  private static ConfigurationException noComponent(
      RelationSource source, RowShape<?, ?> row, RowOrder.Step step) {
    Class<?> type = row.mapping().recordType();
    String components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.joining(", "));
    return source
        .relation()
        .refusal(
            "pages are ordered by %s, which is no component of %s, so that a row does not tell where the next page starts; it has %s"
                .formatted(described(step), type.getSimpleName(), components));
  }

  private static String described(RowOrder.Step step) {
    SingleColumn attribute = step.column();
    if (attribute != null) {
      return "attribute '%s'".formatted(attribute.attribute().name());
    }
    return step.isPosition() ? "the position in the list" : "the id";
  }

  private <O, K, V> Prepared<O, K, V> prepare(RelationMapping<O, K, V> mapping, Relation relation) {
    RelationSource source = sources.open(relation);
    ShapeResolver shapes = source.shapes();
    RowShape<K, V> row =
        new RowShape<>(
            mapping.rows(),
            shapes.key(mapping.rows().keyType()),
            shapes.record(mapping.rows().recordType()));
    return new Prepared<>(
        source,
        new RelatedShape<>(new OwnerShape<>(relation.subject(), source.owner()), row),
        new RowOrders(source).of(mapping.order(), row.key()));
  }

  /** What all kinds of reading have in common. */
  private record Prepared<O, K, V>(
      RelationSource source, RelatedShape<O, K, V> shape, RowOrder order) {

    Execution execution(SessionFactoryImplementor factory) {
      return new Execution(
          source.relation().subject(),
          source.entity().getMappedClass().getSimpleName(),
          source.select().columns(),
          factory.getWrapperOptions());
    }
  }
}
