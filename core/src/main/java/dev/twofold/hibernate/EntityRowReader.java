package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import dev.twofold.error.TwofoldException;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** Reads rows of a mapped entity as records, without building entities. */
final class EntityRowReader<K, V> implements RowReader<K, V> {

  private final RowMapping<K, V> mapping;
  private final List<SelectedColumn> columns;
  private final RowShape<K, V> shape;
  private final KeyStatement byIds;
  private final List<KeyStatement> byUnique;
  private final WrapperOptions options;
  private final boolean hasLargeObjects;

  EntityRowReader(
      RowMapping<K, V> mapping,
      List<SelectedColumn> columns,
      RowShape<K, V> shape,
      KeyStatement byIds,
      List<KeyStatement> byUnique,
      WrapperOptions options) {
    this.mapping = mapping;
    this.columns = columns;
    this.shape = shape;
    this.byIds = byIds;
    this.byUnique = byUnique;
    this.options = options;
    this.hasLargeObjects = columns.stream().anyMatch(SelectedColumn::isLargeObject);
  }

  @Override
  public int idColumns() {
    return byIds.columns();
  }

  @Override
  public List<Row<K, V>> readByIds(
      Collection<? extends K> ids, ParameterValues parameters, DatabaseRead read) {
    return read(byIds, ids, parameters, read);
  }

  @Override
  public List<Row<K, V>> readByUnique(
      int uniqueKey, Collection<?> values, ParameterValues parameters, DatabaseRead read) {
    return read(byUnique.get(uniqueKey), values, parameters, read);
  }

  private List<Row<K, V>> read(
      KeyStatement statement, Collection<?> keys, ParameterValues parameters, DatabaseRead read) {
    if (!(read instanceof HibernateRead own)) {
      throw new IllegalArgumentException(
          "loader %s reads with what a HibernateDatabase opened".formatted(mapping.loader()));
    }
    if (keys.isEmpty()) {
      return List.of();
    }
    Object tenant = tenant(parameters);
    StatementText text = statement.text(keys.size());
    own.connect();
    try {
      if (hasLargeObjects) {
        own.beginTransaction();
      }
      return own.query(
          text.sql(),
          prepared -> statement.bind(text, prepared, keys, tenant, options),
          rows -> rows(text, rows, keys.size()));
    } catch (SQLException e) {
      throw new TierException(
          "loader %s could not read %d keys: SQL state %s"
              .formatted(mapping.loader(), keys.size(), e.getSQLState()),
          e);
    } catch (TwofoldException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unconvertible(e);
    }
  }

  private @Nullable Object tenant(ParameterValues parameters) {
    Parameter<?> tenant = mapping.tenant();
    return tenant == null ? null : parameters.require(tenant);
  }

  private List<Row<K, V>> rows(StatementText text, ResultSet rows, int expected)
      throws SQLException {
    List<Row<K, V>> result = new ArrayList<>(expected);
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    while (rows.next()) {
      LoadException unreadable = readColumns(text, rows, row);
      result.add(unreadable == null ? shape.row(row) : new Broken<>(shape.id(row), unreadable));
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
        row[i] = columns.get(i).read(rows, text.position(i), options);
      } catch (RuntimeException e) {
        row[i] = null;
        unreadable = unconvertible(e);
      }
    }
    return unreadable;
  }

  private LoadException unconvertible(RuntimeException cause) {
    return new LoadException(
        "loader %s could not convert a key or a column of %s"
            .formatted(mapping.loader(), mapping.entity().getSimpleName()),
        cause);
  }
}
