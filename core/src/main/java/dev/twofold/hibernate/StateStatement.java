package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import dev.twofold.error.TwofoldException;
import dev.twofold.hibernate.entity.Keys;
import dev.twofold.hibernate.entity.StateRows;
import dev.twofold.hibernate.entity.StateSelect;
import dev.twofold.hibernate.entity.StateText;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a select of states. As of rows that become records, lists of keys are filled up
 * to a power of two, and are one array where the dialect has them. Thread-safe.
 */
final class StateStatement implements StateRows {

  private final StateSelect select;
  private final List<ColumnType> columns;
  private final @Nullable ColumnType tenantColumn;
  private final @Nullable Parameter<?> tenant;
  private final @Nullable KeyArray array;
  private final int limit;
  private final boolean hasLargeObjects;
  private final WrapperOptions options;
  private final Map<Integer, StateText> texts = new ConcurrentHashMap<>();

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
    this.array =
        select.keyColumns() == 1 && limits.bindsArrays() ? KeyArrays.find(columns.get(0)) : null;
    this.limit = limits.keys(select.keyColumns());
    this.hasLargeObjects = columns.stream().anyMatch(ColumnType::isLargeObject);
    this.options = options;
    text(1);
  }

  private StateText text(int keys) {
    if (array != null) {
      return texts.computeIfAbsent(1, one -> select.forArray());
    }
    return texts.computeIfAbsent(BatchLimits.filledUp(keys, limit), select::forKeys);
  }

  @Override
  public List<@Nullable Object[]> read(
      Collection<?> keys, ParameterValues parameters, DatabaseRead read) {
    if (!(read instanceof HibernateRead own)) {
      throw new IllegalArgumentException(
          "%s is read with what a HibernateDatabase opened".formatted(select.name()));
    }
    StateText text = text(keys.size());
    Object tenantId = tenantColumn == null || tenant == null ? null : parameters.require(tenant);
    own.connect();
    try {
      if (hasLargeObjects) {
        own.beginTransaction();
      }
      return own.query(
          text.sql(),
          prepared -> bind(prepared, text, values(keys), tenantId),
          rows -> rows(rows, keys.size()));
    } catch (SQLException e) {
      throw new TierException(
          "entity.%s could not be read by %d keys: SQL state %s"
              .formatted(select.name(), keys.size(), e.getSQLState()),
          e);
    } catch (TwofoldException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new LoadException(
          "entity.%s: a key or a column could not be converted".formatted(select.name()), e);
    }
  }

  private Object[] values(Collection<?> keys) {
    return keys.stream()
        .<Object>flatMap(key -> Stream.of(Keys.columns(key, select.keyColumns()).toArray()))
        .toArray();
  }

  /** A parameter behind the last key repeats it. */
  private void bind(
      PreparedStatement statement, StateText text, Object[] values, @Nullable Object tenantId)
      throws SQLException {
    int[] parameters = text.parameters();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == StateText.TENANT && tenantColumn != null) {
        tenantColumn.bind(statement, i + 1, tenantColumn.relational(tenantId), options);
      } else if (array != null) {
        array.bind(statement, i + 1, values);
      } else {
        int column = parameters[i] % select.keyColumns();
        int value = Math.min(parameters[i], values.length - select.keyColumns() + column);
        columns.get(column).bind(statement, i + 1, values[value], options);
      }
    }
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
}
