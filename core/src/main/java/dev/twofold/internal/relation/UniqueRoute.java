package dev.twofold.internal.relation;

import static dev.twofold.internal.store.Absent.ABSENT;
import static java.util.Objects.requireNonNull;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.RegisteredUniqueKey;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.loader.UniqueKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The owner has a value of a unique key of its target. A row that does not have that value shows
 * that the entry of the unique key is out of date; then the question goes to the database.
 */
record UniqueRoute<U, K, V extends Record>(
    Function<Object, ? extends @Nullable U> value,
    UniqueKey<U, V> declared,
    RegisteredUniqueKey<U, K, V> uniqueKey,
    RegisteredLoader<K, ?, V> rows)
    implements Route {

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    U targetKey = targetKey(owner);
    if (targetKey == null) {
      return null;
    }
    LoaderStore<U, K, K> ids = reading.store(uniqueKey.ids());
    Object id = reading.read(ids, targetKey);
    if (id == Reading.UNKNOWN || id == ABSENT) {
      return id == ABSENT ? null : id;
    }
    LoaderStore<K, ?, V> rowStore = reading.store(rows);
    Object row = reading.read(rowStore, requireNonNull(ids.asValue(id)));
    if (row == Reading.UNKNOWN) {
      return row;
    }
    V found = rowStore.asValue(row);
    if (found != null && targetKey.equals(uniqueKey.valueOf(found))) {
      return found;
    }
    return reading.isPeek() ? null : reading.findBy(declared, targetKey);
  }

  @Override
  public boolean need(Object owner, Needs needs) {
    U targetKey = targetKey(owner);
    if (targetKey == null) {
      return false;
    }
    LoaderStore<U, K, K> ids = needs.store(uniqueKey.ids());
    K id = ids.asValue(ids.peek(targetKey));
    return id == null ? needs.add(ids, targetKey) : needs.add(needs.store(rows), id);
  }

  @Override
  public @Nullable U targetKey(Object owner) {
    U raw = value.apply(owner);
    return raw == null
        ? null
        : requireNonNull(uniqueKey.ids().normalization().apply(raw), "a normalized value is null");
  }

  @Override
  public String target() {
    return declared.toString();
  }

  @Override
  public void stale(Object owner, RequestAccess request, Stale stale) {
    U targetKey = targetKey(owner);
    if (targetKey != null) {
      stale.add(request.store(uniqueKey.ids()), targetKey);
    }
  }
}
