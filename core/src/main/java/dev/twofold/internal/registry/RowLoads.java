package dev.twofold.internal.registry;

import dev.twofold.error.LoadException;
import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.internal.registry.LoadFunction.Byproduct;
import dev.twofold.internal.registry.LoadFunction.Call;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.RowReader.Broken;
import dev.twofold.tier.RowReader.Found;
import dev.twofold.tier.RowReader.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The load functions of a row loader: by id and by each unique key. Whichever way a row is found,
 * it is told under its id and under all its unique keys.
 *
 * @param <K> type of ids
 * @param <V> type of rows
 */
final class RowLoads<K, V extends Record> {

  private final RowReader<K, V> reader;
  private @Nullable RegisteredLoader<K, V, V> rows;

  RowLoads(RowReader<K, V> reader) {
    this.reader = reader;
  }

  /** Completes the circle: the row loader has load functions, which tell about rows. */
  void tellAbout(RegisteredLoader<K, V, V> rowLoader) {
    rows = rowLoader;
  }

  private RegisteredLoader<K, V, V> rows() {
    if (rows == null) {
      throw new IllegalStateException("the row loader is not complete");
    }
    return rows;
  }

  Answer<K, V> byId(Set<K> ids, Call call) {
    Map<K, V> values = new LinkedHashMap<>();
    Map<K, LoadException> failures = new HashMap<>(0);
    List<Byproduct<?, ?>> byproducts = new ArrayList<>();
    for (Row<K, V> row : reader.readByIds(ids, call.parameters(), call.get())) {
      K id = idOf(row);
      if (row instanceof Found<K, V> found) {
        values.putIfAbsent(id, found.value());
        tellUniqueKeys(id, found.value(), null, byproducts);
      } else if (row instanceof Broken<K, V> broken) {
        failures.put(id, broken.reason());
      }
    }
    return new Answer<>(values, failures, byproducts);
  }

  <U> LoadFunction<U, K> byUnique(RegisteredUniqueKey<U, K, V> uniqueKey, int position) {
    return (values, call) -> {
      Map<U, K> ids = new LinkedHashMap<>();
      LoadException unreadable = null;
      List<Byproduct<?, ?>> byproducts = new ArrayList<>();
      for (Row<K, V> row : reader.readByUnique(position, values, call.parameters(), call.get())) {
        K id = idOf(row);
        if (row instanceof Found<K, V> found) {
          U value = uniqueKey.valueOf(found.value());
          if (value != null) {
            ids.putIfAbsent(value, id);
          }
          byproducts.add(new Byproduct<>(rows(), id, found.value()));
          tellUniqueKeys(id, found.value(), uniqueKey, byproducts);
        } else if (row instanceof Broken<K, V> broken) {
          unreadable = broken.reason();
        }
      }
      return new Answer<>(ids, unanswered(values, ids, unreadable), byproducts);
    };
  }

  /** A row that cannot be read does not tell its value: it may be any of those left unanswered. */
  private static <U> Map<U, LoadException> unanswered(
      Set<U> values, Map<U, ?> ids, @Nullable LoadException unreadable) {
    Map<U, LoadException> failures = new HashMap<>(0);
    if (unreadable != null) {
      for (U value : values) {
        if (!ids.containsKey(value)) {
          failures.put(value, unreadable);
        }
      }
    }
    return failures;
  }

  /** The normalized id of a row. */
  K idOf(Row<K, V> row) {
    return rows().normalization().apply(row.id());
  }

  /** Tells about a row that another load has found; a broken one is left to be asked for. */
  void tell(Row<K, V> row, List<Byproduct<?, ?>> byproducts) {
    if (row instanceof Found<K, V> found) {
      K id = idOf(row);
      byproducts.add(new Byproduct<>(rows(), id, found.value()));
      tellUniqueKeys(id, found.value(), null, byproducts);
    }
  }

  private void tellUniqueKeys(
      K id,
      V row,
      @Nullable RegisteredUniqueKey<?, K, V> except,
      List<Byproduct<?, ?>> byproducts) {
    for (RegisteredUniqueKey<?, K, V> uniqueKey : rows().uniqueKeys()) {
      if (uniqueKey != except) {
        tell(uniqueKey, id, row, byproducts);
      }
    }
  }

  private static <U, K, V> void tell(
      RegisteredUniqueKey<U, K, V> uniqueKey, K id, V row, List<Byproduct<?, ?>> byproducts) {
    U value = uniqueKey.valueOf(row);
    if (value != null) {
      byproducts.add(new Byproduct<>(uniqueKey.ids(), value, id, true));
    }
  }
}
