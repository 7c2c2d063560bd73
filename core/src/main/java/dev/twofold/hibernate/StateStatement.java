package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import dev.twofold.hibernate.entity.Keys;
import dev.twofold.hibernate.entity.StateRows;
import dev.twofold.hibernate.entity.StateSelect;
import dev.twofold.hibernate.entity.StateText;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a select of states. Thread-safe. */
final class StateStatement implements StateRows {

  private final StateSelect select;
  private final List<ColumnType> columns;
  private final @Nullable Parameter<?> tenant;
  private final @Nullable ColumnType tenantColumn;
  private final KeyTexts texts;
  private final GuardedQueries queries;
  private final WrapperOptions options;

  StateStatement(
      StateSelect select,
      BatchLimits limits,
      @Nullable Parameter<?> tenant,
      WrapperOptions options) {
    this.select = select;
    this.columns = select.columns().stream().map(ColumnType::new).toList();
    JdbcMapping tenantMapping = select.tenant();
    this.tenantColumn = tenantMapping == null ? null : new ColumnType(tenantMapping);
    this.tenant = tenant;
    this.texts =
        new KeyTexts(
            columns.subList(0, select.keyColumns()),
            limits,
            () -> text(select.forArray()),
            keys -> text(select.forKeys(keys)));
    this.queries =
        new GuardedQueries(
            new Words(select.name()), columns.stream().anyMatch(ColumnType::isLargeObject));
    this.options = options;
  }

  /** The tenant id is the one value that is given beside the keys. */
  private StatementText text(StateText text) {
    int[] parameters =
        Arrays.stream(text.parameters())
            .map(each -> each == StateText.TENANT ? StatementText.given(0) : each)
            .toArray();
    return new StatementText(
        text.sql(), parameters, IntStream.range(0, select.columns().size()).toArray());
  }

  @Override
  public List<@Nullable Object[]> read(
      Collection<?> keys, ParameterValues parameters, DatabaseRead read) {
    HibernateRead own = queries.own(read);
    StatementText text = texts.text(keys.size());
    Object tenantId = tenantColumn == null || tenant == null ? null : parameters.require(tenant);
    return queries.run(
        own,
        keys.size(),
        text.sql(),
        prepared -> text.bind(prepared, texts.values(values(keys), options), given(tenantId)),
        rows -> rows(rows, keys.size()));
  }

  private Object[] values(Collection<?> keys) {
    return keys.stream()
        .<Object>flatMap(key -> Stream.of(Keys.columns(key, select.keyColumns()).toArray()))
        .toArray();
  }

  private StatementText.Values given(@Nullable Object tenantId) {
    return (statement, index, position) -> {
      if (tenantColumn != null) {
        tenantColumn.bind(statement, index, tenantColumn.relational(tenantId), options);
      }
    };
  }

  private List<@Nullable Object[]> rows(ResultSet results, int expected) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>(expected);
    while (results.next()) {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = columns.get(i).mapping().getJdbcValueExtractor().extract(results, i + 1, options);
      }
      rows.add(row);
    }
    return rows;
  }

  /** What failures are called. */
  private record Words(String name) implements ReadFailures {

    @Override
    public IllegalArgumentException foreign() {
      return new IllegalArgumentException(
          "%s is read with what a HibernateDatabase opened".formatted(name));
    }

    @Override
    public TierException unread(int keys, SQLException cause) {
      return new TierException(
          "entity.%s could not be read by %d keys: SQL state %s"
              .formatted(name, keys, cause.getSQLState()),
          cause);
    }

    @Override
    public LoadException unconverted(RuntimeException cause) {
      return new LoadException(
          "entity.%s: a key or a column could not be converted".formatted(name), cause);
    }
  }
}
