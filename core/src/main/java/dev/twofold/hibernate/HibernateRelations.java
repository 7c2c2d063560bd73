package dev.twofold.hibernate;

import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.AggregateReader;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.EntityKeys;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.RelationMapping;
import dev.twofold.tier.relation.RelationReader;
import dev.twofold.tier.relation.Relations;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Prepares what one database reads for relations. */
final class HibernateRelations implements Relations {

  private final RowReaders rows;
  private final RelatedReaders related;
  private final Aggregates aggregates;

  HibernateRelations(String database, SessionFactoryImplementor factory, BatchLimits limits) {
    rows = new RowReaders(database, factory, limits);
    RelationSources sources = new RelationSources(factory, rows);
    related = new RelatedReaders(factory, sources, limits);
    aggregates = new Aggregates(factory, sources, limits);
  }

  @Override
  public <O, K, V> RelationReader<O, K, V> reader(RelationMapping<O, K, V> mapping) {
    return related.reader(mapping);
  }

  @Override
  public <O, K, V> PageReader<O, K, V> pageReader(RelationMapping<O, K, V> mapping) {
    return related.pageReader(mapping);
  }

  @Override
  public <O, N> AggregateReader<O, N> aggregateReader(AggregateMapping<O, N> mapping) {
    return aggregates.prepare(mapping);
  }

  @Override
  public List<Association> associations(Class<?> entity) {
    return Associations.of(rows.entity("", entity)).all();
  }

  @Override
  public EntityKeys entityKeys(Class<?> entity) {
    return new EntityKeyReader(rows.entity("", entity));
  }
}
