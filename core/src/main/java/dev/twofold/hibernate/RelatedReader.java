package dev.twofold.hibernate;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationReader;
import java.util.Collection;
import java.util.List;

/** Reads the rows of owners. */
final class RelatedReader<O, K, V> implements RelationReader<O, K, V> {

  private final Execution execution;
  private final KeyStatement statement;
  private final RelatedShape<O, K, V> shape;
  private final Impact<O> impact;

  RelatedReader(
      Execution execution, KeyStatement statement, RelatedShape<O, K, V> shape, Impact<O> impact) {
    this.execution = execution;
    this.statement = statement;
    this.shape = shape;
    this.impact = impact;
  }

  @Override
  public int ownerColumns() {
    return statement.columns();
  }

  @Override
  public List<Related<O, K, V>> read(
      Collection<? extends O> owners, ParameterValues parameters, DatabaseRead read) {
    return execution.run(statement, owners, parameters, read, shape::related);
  }

  @Override
  public Affected<O> affectedBy(Change change) {
    return impact.of(change);
  }
}
