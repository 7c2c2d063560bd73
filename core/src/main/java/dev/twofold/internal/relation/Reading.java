package dev.twofold.internal.relation;

import static dev.twofold.internal.store.Absent.ABSENT;

import dev.twofold.internal.read.Failed;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.Mode;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.loader.UniqueKey;
import org.jspecify.annotations.Nullable;

/** How far an answer is read out of what the request knows. */
final class Reading {

  /** Stands for an answer that the request does not know. */
  static final Object UNKNOWN = new Object();

  private enum Depth {
    /** To go on from it: nothing is counted, nothing counts as read. */
    PEEK,
    /** For who asked; what is not known is not looked for. */
    TOUCH,
    /** For who asked, once waves have run: what still is not known is asked for by itself. */
    LAST
  }

  private final RequestAccess request;
  private final Depth depth;

  private Reading(RequestAccess request, Depth depth) {
    this.request = request;
    this.depth = depth;
  }

  static Reading peek(RequestAccess request) {
    return new Reading(request, Depth.PEEK);
  }

  static Reading touch(RequestAccess request) {
    return new Reading(request, Depth.TOUCH);
  }

  static Reading last(RequestAccess request) {
    return new Reading(request, Depth.LAST);
  }

  boolean isPeek() {
    return depth == Depth.PEEK;
  }

  <K, C, V> LoaderStore<K, C, V> store(RegisteredLoader<K, C, V> loader) {
    return request.store(loader);
  }

  <U, V extends Record> @Nullable V findBy(UniqueKey<U, V> uniqueKey, U value) {
    return request.findBy(uniqueKey, value);
  }

  /**
   * What the request knows of a key.
   *
   * @param key normalized
   * @return a value, {@code ABSENT}, or {@link #UNKNOWN}
   * @throws RuntimeException why it could not be found out, told once
   */
  <K> Object read(LoaderStore<K, ?, ?> store, K key) {
    Object known = depth == Depth.PEEK ? store.peek(key) : store.get(key);
    if (known == null) {
      return unknown(store, key);
    }
    if (depth == Depth.TOUCH) {
      store.counters().add(Counter.ASKED, 1);
      store.counters().add(Counter.REQUEST, 1);
    }
    return known;
  }

  private <K> Object unknown(LoaderStore<K, ?, ?> store, K key) {
    if (depth == Depth.PEEK) {
      return UNKNOWN;
    }
    RuntimeException failure = store.takeFailure(key);
    if (failure != null) {
      throw failure;
    }
    if (depth == Depth.TOUCH) {
      return UNKNOWN;
    }
    store.counters().add(Counter.ASKED, 1);
    Object outcome = request.waves().resolve(store, Keys.of(key), Mode.READ).outcome(key);
    if (outcome instanceof Failed failed) {
      throw failed.reason();
    }
    return outcome;
  }

  /** As {@link #read}, with null for a key that has no value, which is counted. */
  <K> @Nullable Object readRow(LoaderStore<K, ?, ?> store, K key) {
    Object read = read(store, key);
    if (read != ABSENT) {
      return read;
    }
    if (depth != Depth.PEEK) {
      store.counters().add(Counter.DANGLING, 1);
    }
    return null;
  }
}
