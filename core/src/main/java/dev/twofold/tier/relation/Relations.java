package dev.twofold.tier.relation;

import java.util.List;

/**
 * What a database can read for relations. Everything is prepared at start, without a connection.
 * Thread-safe.
 */
public interface Relations {

  /**
   * Prepares reading the rows of owners.
   *
   * @throws dev.twofold.error.ConfigurationException if relation and mapping do not fit, naming the
   *     relation, both sides and what exists
   */
  <O, K, V> RelationReader<O, K, V> reader(RelationMapping<O, K, V> mapping);

  /**
   * Prepares reading pages of the rows of owners: {@link RelationMapping#limitPerOwner} and {@link
   * RelationMapping#wholeTree} do not count.
   *
   * @throws dev.twofold.error.ConfigurationException if relation and mapping do not fit; also if an
   *     attribute of the order, or the id, is no component of the records, so that a row does not
   *     tell where the next page starts
   */
  <O, K, V> PageReader<O, K, V> pageReader(RelationMapping<O, K, V> mapping);

  /**
   * Prepares computing an aggregate for owners.
   *
   * @throws dev.twofold.error.ConfigurationException if relation and mapping do not fit, naming the
   *     relation, both sides and what exists
   */
  <O, N> AggregateReader<O, N> aggregateReader(AggregateMapping<O, N> mapping);

  /**
   * The associations of a mapped entity, in the order of the mapping.
   *
   * @throws dev.twofold.error.ConfigurationException if the class is not mapped
   */
  List<Association> associations(Class<?> entity);

  /**
   * How keys are read out of instances of a mapped entity.
   *
   * @throws dev.twofold.error.ConfigurationException if the class is not mapped
   */
  EntityKeys entityKeys(Class<?> entity);
}
