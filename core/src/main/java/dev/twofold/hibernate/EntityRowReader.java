package dev.twofold.hibernate;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowReader;
import java.util.Collection;
import java.util.List;

/** Reads rows of a mapped entity as records, without building entities. */
final class EntityRowReader<K, V> implements RowReader<K, V> {

  private final Execution execution;
  private final RowShape<K, V> shape;
  private final KeyStatement byIds;
  private final List<KeyStatement> byUnique;
  private final RowImpacts<K> impacts;

  EntityRowReader(
      Execution execution,
      RowShape<K, V> shape,
      KeyStatement byIds,
      List<KeyStatement> byUnique,
      RowImpacts<K> impacts) {
    this.execution = execution;
    this.shape = shape;
    this.byIds = byIds;
    this.byUnique = byUnique;
    this.impacts = impacts;
  }

  @Override
  public int idColumns() {
    return byIds.columns();
  }

  @Override
  public List<Row<K, V>> readByIds(
      Collection<? extends K> ids, ParameterValues parameters, DatabaseRead read) {
    return execution.run(byIds, ids, parameters, read, shape::row);
  }

  @Override
  public List<Row<K, V>> readByUnique(
      int uniqueKey, Collection<?> values, ParameterValues parameters, DatabaseRead read) {
    return execution.run(byUnique.get(uniqueKey), values, parameters, read, shape::row);
  }

  @Override
  public Affected<K> affectedBy(Change change) {
    return impacts.ids().of(change);
  }

  @Override
  public Affected<?> affectedBy(int uniqueKey, Change change) {
    return impacts.values().get(uniqueKey).of(change);
  }
}
