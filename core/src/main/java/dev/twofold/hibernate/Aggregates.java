package dev.twofold.hibernate;

import dev.twofold.hibernate.GroupedReader.Result;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.AggregateMapping;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.jspecify.annotations.Nullable;

/** Prepares aggregates over the rows of owners. */
final class Aggregates {

  private final SessionFactoryImplementor factory;
  private final RelationSources sources;
  private final BatchLimits limits;

  Aggregates(SessionFactoryImplementor factory, RelationSources sources, BatchLimits limits) {
    this.factory = factory;
    this.sources = sources;
    this.limits = limits;
  }

  <O, N> GroupedReader<O, N> prepare(AggregateMapping<O, N> mapping) {
    Relation relation = Relation.of(mapping);
    RelationSource source = sources.open(relation);
    String owners = source.ownerPaths();
    Result<N> result = result(mapping, source);
    SelectList select = source.select();
    KeyedQuery query =
        new KeyedQuery(
            factory,
            source.entity().getEntityName(),
            "select %s from %s%s group by %s"
                .formatted(
                    String.join(", ", select.paths()),
                    select.from(),
                    source.restrictions().where(),
                    owners),
            select.columns(),
            source.restrictions().values(),
            new KeyedPart.Whole());
    return new GroupedReader<>(
        new Execution(
            relation.subject(),
            mapping.rows().entity().getSimpleName(),
            query.columns(),
            factory.getWrapperOptions()),
        new KeyStatement(query, source.owner(), limits),
        new OwnerShape<>(relation.subject(), source.owner()),
        result,
        new RelationImpacts(factory).of(source, query, false));
  }

  /** Adds the aggregate to what is selected. That of existence is the group itself. */
  @SuppressWarnings("unchecked") // The type of the result has been compared.
  private <N> Result<N> result(AggregateMapping<?, N> mapping, RelationSource source) {
    AggregateFunction function = mapping.function();
    String attribute = mapping.attribute();
    if (function == AggregateFunction.EXISTS) {
      refuseAttribute(source.relation(), function, attribute);
      requireResult(mapping, source.relation(), Boolean.class);
      Object exists = true;
      return row -> (N) exists;
    }
    if (function == AggregateFunction.COUNT) {
      refuseAttribute(source.relation(), function, attribute);
      return selected(mapping, source, "count(*)", Long.class);
    }
    if (attribute == null) {
      throw source
          .relation()
          .refusal("%s is computed of an attribute; name it".formatted(function));
    }
    SingleColumn column = source.relation().orderedColumn(source.attributes(), attribute);
    return switch (function) {
      case SUM ->
          selected(mapping, source, "sum(%s)".formatted(column.path()), sumType(source, column));
      case AVERAGE -> {
        requireNumber(source, column);
        yield selected(mapping, source, "avg(%s)".formatted(column.path()), Double.class);
      }
      case MINIMUM -> extreme(mapping, source, "min(%s)".formatted(column.path()), column);
      default -> extreme(mapping, source, "max(%s)".formatted(column.path()), column);
    };
  }

  private <N> Result<N> extreme(
      AggregateMapping<?, N> mapping, RelationSource source, String path, SingleColumn column) {
    requireResult(mapping, source.relation(), Wanted.boxed(column.javaType()));
    return selected(source, path, column.mapping());
  }

  private <N> Result<N> selected(
      AggregateMapping<?, N> mapping, RelationSource source, String path, Class<?> type) {
    requireResult(mapping, source.relation(), type);
    return selected(source, path, ColumnType.basic(factory, type).mapping());
  }

  @SuppressWarnings("unchecked") // The type of the result has been compared.
  private static <N> Result<N> selected(RelationSource source, String path, JdbcMapping type) {
    int column = source.select().add(path, type);
    return row -> (N) row[column];
  }

  private static void refuseAttribute(
      Relation relation, AggregateFunction function, @Nullable String attribute) {
    if (attribute != null) {
      throw relation.refusal(
          "%s is computed of rows, not of attribute '%s'; restrict the rows by a condition"
              .formatted(function, attribute));
    }
  }

  /** What JPQL makes the sum of a number of that type. */
  private static Class<?> sumType(RelationSource source, SingleColumn column) {
    Class<?> type = Wanted.boxed(column.javaType());
    if (type == BigInteger.class || type == BigDecimal.class) {
      return type;
    }
    requireNumber(source, column);
    return type == Float.class || type == Double.class ? Double.class : Long.class;
  }

  private static void requireNumber(RelationSource source, SingleColumn column) {
    if (!Number.class.isAssignableFrom(Wanted.boxed(column.javaType()))) {
      throw source
          .relation()
          .refusal(
              "attribute '%s' of %s is a %s, which is no number"
                  .formatted(
                      column.attribute().name(),
                      source.attributes().owner(),
                      column.javaType().getTypeName()));
    }
  }

  private static void requireResult(
      AggregateMapping<?, ?> mapping, Relation relation, Class<?> type) {
    if (Wanted.boxed(mapping.resultType()) != type) {
      throw relation.refusal(
          "%s is a %s, but the relation has results of %s"
              .formatted(mapping.function(), type.getName(), mapping.resultType().getName()));
    }
  }
}
