package dev.twofold.testing;

import dev.twofold.error.ConfigurationException;
import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.AggregateReader;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.EntityKeys;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.RelationMapping;
import dev.twofold.tier.relation.RelationReader;
import dev.twofold.tier.relation.Relations;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Reads relations in an {@link InMemoryDatabase}.
 *
 * @param batchLimit how many keys of so many columns a statement takes
 */
record InMemoryRelations(InMemoryTables tables, IntUnaryOperator batchLimit) implements Relations {

  @Override
  public <O, K, V> RelationReader<O, K, V> reader(RelationMapping<O, K, V> mapping) {
    return new InMemoryRelationReader<>(relation(mapping), mapping);
  }

  @Override
  public <O, K, V> PageReader<O, K, V> pageReader(RelationMapping<O, K, V> mapping) {
    int columns =
        InMemoryRows.columns(mapping.ownerKeyType())
            + mapping.order().size()
            + InMemoryRows.columns(mapping.rows().keyType());
    return new InMemoryPageReader<>(relation(mapping), mapping, batchLimit.applyAsInt(columns));
  }

  private InMemoryRelation relation(RelationMapping<?, ?, ?> mapping) {
    return new InMemoryRelation(
        tables,
        mapping.relation(),
        mapping.rows(),
        mapping.ownerEntity(),
        mapping.ownerKeyType(),
        mapping.link(),
        mapping.conditions(),
        mapping.order());
  }

  @Override
  public <O, N> AggregateReader<O, N> aggregateReader(AggregateMapping<O, N> mapping) {
    InMemoryRelation relation =
        new InMemoryRelation(
            tables,
            mapping.relation(),
            mapping.rows(),
            mapping.ownerEntity(),
            mapping.ownerKeyType(),
            mapping.link(),
            mapping.conditions(),
            List.of());
    return new InMemoryAggregateReader<>(relation, mapping);
  }

  @Override
  public EntityKeys entityKeys(Class<?> entity) {
    throw new ConfigurationException(
        "%s is not mapped: the in-memory database has records only"
            .formatted(entity.getSimpleName()));
  }

  @Override
  public List<Association> associations(Class<?> entity) {
    if (!tables.isMapped(entity)) {
      throw new ConfigurationException(
          "%s is not mapped; what is mapped: %s".formatted(entity.getName(), tables.entities()));
    }
    return tables.associations(entity);
  }
}
