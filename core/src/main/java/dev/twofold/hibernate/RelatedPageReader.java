package dev.twofold.hibernate;

import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.Related;
import java.util.Collection;
import java.util.List;

/** Reads pages of the rows of owners. */
final class RelatedPageReader<O, K, V> implements PageReader<O, K, V> {

  /** The size of the pages of one read, which its statement is given like any other value. */
  static final Parameter<Integer> SIZE = Parameter.of("twofold.page-size", Integer.class);

  private final Execution execution;
  private final PageStatement<O, V> statement;
  private final RelatedShape<O, K, V> shape;

  RelatedPageReader(
      Execution execution, PageStatement<O, V> statement, RelatedShape<O, K, V> shape) {
    this.execution = execution;
    this.statement = statement;
    this.shape = shape;
  }

  @Override
  public int batchLimit() {
    return statement.limit();
  }

  @Override
  public List<Related<O, K, V>> read(
      Collection<Start<O, V>> starts, int size, ParameterValues parameters, DatabaseRead read) {
    if (size < 1) {
      throw new IllegalArgumentException("the size of a page is at least 1, but was " + size);
    }
    return execution.run(statement, starts, parameters.and(SIZE, size), read, shape::related);
  }
}
