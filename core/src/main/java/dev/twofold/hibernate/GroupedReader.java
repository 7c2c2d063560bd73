package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.relation.AggregateReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an aggregate over the rows of owners. */
final class GroupedReader<O, N> implements AggregateReader<O, N> {

  private final Execution execution;
  private final KeyStatement statement;
  private final OwnerShape<O> owner;
  private final Result<N> result;
  private final Impact<O> impact;

  GroupedReader(
      Execution execution,
      KeyStatement statement,
      OwnerShape<O> owner,
      Result<N> result,
      Impact<O> impact) {
    this.execution = execution;
    this.statement = statement;
    this.owner = owner;
    this.result = result;
    this.impact = impact;
  }

  @Override
  public int ownerColumns() {
    return statement.columns();
  }

  @Override
  public Map<O, N> read(
      Collection<? extends O> owners, ParameterValues parameters, DatabaseRead read) {
    Map<O, N> results = new HashMap<>();
    for (Group<O, N> group : execution.run(statement, owners, parameters, read, this::group)) {
      if (group.result() != null) {
        results.put(group.owner(), group.result());
      }
    }
    return results;
  }

  @Override
  public Affected<O> affectedBy(Change change) {
    return impact.of(change);
  }

  private Group<O, N> group(@Nullable Object[] row, @Nullable LoadException unreadable) {
    if (unreadable != null) {
      throw unreadable;
    }
    return new Group<>(owner.key(row), result.of(row));
  }

  private record Group<O, N>(O owner, @Nullable N result) {}

  /** What a row has for its owner. */
  interface Result<N> {
    @Nullable N of(@Nullable Object[] row);
  }
}
