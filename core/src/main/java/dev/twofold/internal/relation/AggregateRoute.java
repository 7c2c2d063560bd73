package dev.twofold.internal.relation;

import static dev.twofold.internal.store.Absent.ABSENT;
import static java.util.Objects.requireNonNull;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The owner has the key of a result.
 *
 * @param key reads it; null where the owner has none
 * @param none the result of such an owner, and of one without rows; null: it has none
 * @param lists loaders of complete lists of the same rows: one that is known tells the result
 * @param rows the loader of the rows that they name: one that is gone does not count
 * @param ofSize the result of so many rows; null: their number does not tell
 * @param membership the loaders whose entries follow from which rows the owner has
 */
record AggregateRoute<Q, N>(
    Function<Object, ? extends @Nullable Q> key,
    RegisteredLoader<Q, ?, N> results,
    @Nullable N none,
    List<RegisteredLoader<Q, ?, ?>> lists,
    RegisteredLoader<?, ?, ?> rows,
    @Nullable LongFunction<N> ofSize,
    List<RegisteredLoader<Q, ?, ?>> membership)
    implements Route {

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    Q targetKey = targetKey(owner);
    if (targetKey == null) {
      return none;
    }
    List<?> list = list(targetKey, reading);
    if (list != null && ofSize != null) {
      return ofSize.apply(count(list, reading.store(rows)));
    }
    Object read = reading.read(reading.store(results), targetKey);
    return read == ABSENT ? none : read;
  }

  private @Nullable List<?> list(Q targetKey, Reading reading) {
    if (ofSize != null) {
      for (RegisteredLoader<Q, ?, ?> loader : lists) {
        if (reading.store(loader).peek(targetKey) instanceof List<?> known) {
          return known;
        }
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // a list has ids of the rows that it names
  private static <K> long count(List<?> ids, LoaderStore<K, ?, ?> rows) {
    return ids.stream().filter(id -> rows.peek((K) id) != ABSENT).count();
  }

  @Override
  public boolean need(Object owner, Needs needs) {
    Q targetKey = targetKey(owner);
    return targetKey != null
        && list(targetKey, needs.peek()) == null
        && needs.add(needs.store(results), targetKey);
  }

  @Override
  public @Nullable Q targetKey(Object owner) {
    Q raw = key.apply(owner);
    return raw == null
        ? null
        : requireNonNull(results.normalization().apply(raw), "a normalized key is null");
  }

  @Override
  public String target() {
    return results.name();
  }

  @Override
  public void stale(Object owner, RequestAccess request, Stale stale) {
    Q targetKey = targetKey(owner);
    if (targetKey != null) {
      stale.addAll(results, membership, targetKey, request);
    }
  }
}
