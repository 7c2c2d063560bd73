package dev.twofold.internal.relation;

import static dev.twofold.internal.store.Absent.ABSENT;
import static java.util.Objects.requireNonNull;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The owner has the key of a result.
 *
 * @param key reads it; null where the owner has none
 * @param none the result of such an owner, and of one without rows; null: it has none
 * @param lists loaders of complete lists of the same rows: one that is known tells the result
 * @param ofList the result of such a list; null: it does not tell
 * @param membership the loaders whose entries follow from which rows the owner has
 */
record AggregateRoute<Q, N>(
    Function<Object, ? extends @Nullable Q> key,
    RegisteredLoader<Q, ?, N> results,
    @Nullable N none,
    List<RegisteredLoader<Q, ?, ?>> lists,
    @Nullable Function<List<?>, N> ofList,
    List<RegisteredLoader<Q, ?, ?>> membership)
    implements Route {

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    Q targetKey = targetKey(owner);
    if (targetKey == null) {
      return none;
    }
    List<?> list = list(targetKey, reading);
    if (list != null && ofList != null) {
      return ofList.apply(list);
    }
    Object read = reading.read(reading.store(results), targetKey);
    return read == ABSENT ? none : read;
  }

  private @Nullable List<?> list(Q targetKey, Reading reading) {
    if (ofList != null) {
      for (RegisteredLoader<Q, ?, ?> loader : lists) {
        if (reading.store(loader).peek(targetKey) instanceof List<?> known) {
          return known;
        }
      }
    }
    return null;
  }

  @Override
  public boolean need(Object owner, Needs needs) {
    Q targetKey = targetKey(owner);
    if (targetKey == null) {
      return false;
    }
    if (ofList != null) {
      for (RegisteredLoader<Q, ?, ?> loader : lists) {
        LoaderStore<Q, ?, ?> store = needs.store(loader);
        if (store.peek(targetKey) instanceof List<?>) {
          return false;
        }
      }
    }
    return needs.add(needs.store(results), targetKey);
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
      membership.forEach(loader -> stale.add(request.store(loader), targetKey));
    }
  }
}
