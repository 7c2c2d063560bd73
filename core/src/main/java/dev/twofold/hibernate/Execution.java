package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** Executes the statements of one loader or relation and reads their rows. Thread-safe. */
final class Execution {

  private final List<SelectedColumn> columns;
  private final WrapperOptions options;
  private final GuardedQueries queries;

  /**
   * @param subject the loader or relation, for messages
   * @param entity the simple name of the entity whose rows are read, for messages
   * @param columns those of its statements
   */
  Execution(String subject, String entity, List<SelectedColumn> columns, WrapperOptions options) {
    this.columns = columns;
    this.options = options;
    this.queries =
        new GuardedQueries(
            new Words(subject, entity),
            columns.stream().anyMatch(column -> column.type().isLargeObject()));
  }

  /** Executes a statement for some keys; none take no statement. */
  <Q, R> List<R> run(
      KeyedStatement<Q> statement,
      Collection<? extends Q> keys,
      ParameterValues parameters,
      DatabaseRead read,
      RowMaker<R> maker) {
    HibernateRead own = queries.own(read);
    if (keys.isEmpty()) {
      return List.of();
    }
    List<Object> given = given(statement.query().values(), parameters);
    StatementText text = statement.text(keys);
    return queries.run(
        own,
        keys.size(),
        text.sql(),
        prepared -> bind(prepared, text, statement.values(keys, options), statement, given),
        rows -> rows(text, rows, keys.size(), maker));
  }

  /** Asked for before anything is converted, so that a missing parameter is named as such. */
  private static List<Object> given(List<GivenValue> values, ParameterValues parameters) {
    return values.stream().map(value -> value.source().value(parameters)).toList();
  }

  private void bind(
      PreparedStatement prepared,
      StatementText text,
      StatementText.Values keys,
      KeyedStatement<?> statement,
      List<Object> given)
      throws SQLException {
    text.bind(
        prepared,
        keys,
        (target, index, position) -> {
          ColumnType type = statement.query().values().get(position).type();
          type.bind(target, index, type.relational(given.get(position)), options);
        });
  }

  private <R> List<R> rows(StatementText text, ResultSet rows, int expected, RowMaker<R> maker)
      throws SQLException {
    List<R> result = new ArrayList<>(expected);
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    while (rows.next()) {
      LoadException unreadable = readColumns(text, rows, row);
      result.add(maker.make(row, unreadable));
    }
    return result;
  }

  /**
   * Reads the columns of a row.
   *
   * @return why one could not be converted, for instance a name that its enum does not have; null
   *     if all could
   */
  private @Nullable LoadException readColumns(
      StatementText text, ResultSet rows, @Nullable Object[] row) throws SQLException {
    LoadException unreadable = null;
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = columns.get(i).type().read(rows, text.position(i), options);
      } catch (RuntimeException e) {
        row[i] = null;
        unreadable = queries.failures().unconverted(e);
      }
    }
    return unreadable;
  }

  /** What failures are called. */
  private record Words(String subject, String entity) implements ReadFailures {

    @Override
    public IllegalArgumentException foreign() {
      return new IllegalArgumentException(
          "%s reads with what a HibernateDatabase opened".formatted(subject));
    }

    @Override
    public TierException unread(int keys, SQLException cause) {
      return new TierException(
          "%s could not read %d keys: SQL state %s".formatted(subject, keys, cause.getSQLState()),
          cause);
    }

    @Override
    public LoadException unconverted(RuntimeException cause) {
      return new LoadException(
          "%s could not convert a key or a column of %s".formatted(subject, entity), cause);
    }
  }

  /** Makes something of a row. */
  interface RowMaker<R> {

    /**
     * What a row becomes.
     *
     * @param row the columns; used for the next row afterwards
     * @param unreadable why a column could not be read, and is null; null if all could
     */
    R make(@Nullable Object[] row, @Nullable LoadException unreadable);
  }
}
