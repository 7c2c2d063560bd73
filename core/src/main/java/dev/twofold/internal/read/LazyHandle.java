package dev.twofold.internal.read;

import dev.twofold.error.AbsentException;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.relation.Lazy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A handle keeps its key, not its value: what it answers is what its request knows when it is read,
 * so that it sees a refresh. It remembers a failure, so that a page of many handles does not try a
 * dead database once for each.
 */
final class LazyHandle<K, V> implements Lazy<V> {

  private final Waves waves;
  private final LoaderStore<K, ?, V> store;
  private final K key;
  private volatile @Nullable RuntimeException failure;

  /** Whether a wave has yet to come to it, so that what it asks is not counted yet. */
  private volatile boolean waiting;

  /**
   * @param waiting whether the handle waits for a wave
   */
  LazyHandle(Waves waves, LoaderStore<K, ?, V> store, K key, boolean waiting) {
    this.waves = waves;
    this.store = store;
    this.key = key;
    this.waiting = waiting;
  }

  @Override
  public Optional<V> find() {
    waves.beginQuestion();
    Object known = store.get(key);
    if (known == null) {
      known = resolved();
    } else if (waiting) {
      // Another thread has asked for the key meanwhile: no wave need come to it.
      waves.answeredMeanwhile(this);
      waiting = false;
    }
    return Optional.ofNullable(store.asValue(known));
  }

  @Override
  public V require() {
    return find().orElseThrow(() -> new AbsentException(store.loader().name(), List.of(key)));
  }

  private Object resolved() {
    RuntimeException reason = failure;
    Object outcome = reason == null ? waves.resolve(this) : new Failed(reason);
    if (outcome instanceof Failed failed) {
      throw failed.reason();
    }
    return outcome;
  }

  LoaderStore<K, ?, V> store() {
    return store;
  }

  K key() {
    return key;
  }

  /** Why its key failed; null if it did not. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  void settle(@Nullable RuntimeException reason) {
    failure = reason;
    waiting = false;
  }
}
