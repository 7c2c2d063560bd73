package dev.twofold.internal.background;

import dev.twofold.internal.read.Keys;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.ParameterValues;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The keys of one loader, under one set of parameters, that wait. Guarded by its queue. */
final class LoadLine<K, C, V> {

  /** What tells lines apart. */
  record Identity(RegisteredLoader<?, ?, ?> loader, ParameterValues parameters) {}

  private final RegisteredLoader<K, C, V> loader;
  private final ParameterValues parameters;
  private final Set<K> waiting = new LinkedHashSet<>();
  private Keys<K> running = new Keys<>(1);
  private Duration window = Duration.ZERO;
  private boolean hasTurn;

  LoadLine(RegisteredLoader<K, C, V> loader, ParameterValues parameters) {
    this.loader = loader;
    this.parameters = parameters;
  }

  Identity identity() {
    return new Identity(loader, parameters);
  }

  RegisteredLoader<K, C, V> loader() {
    return loader;
  }

  ParameterValues parameters() {
    return parameters;
  }

  /** Whether a key neither waits nor is being loaded. */
  boolean isNew(K key) {
    return !running.contains(key) && !waiting.contains(key);
  }

  /** Whether a key does not wait. */
  boolean isNotWaiting(K key) {
    return !waiting.contains(key);
  }

  void add(K key) {
    waiting.add(key);
  }

  /** Says how long before its end an entry is refreshed; the longest counts. */
  void widen(Duration other) {
    window = other.compareTo(window) > 0 ? other : window;
  }

  Duration window() {
    return window;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether a thread works on it, or soon will. */
  boolean hasTurn() {
    return hasTurn;
  }

  void giveTurn() {
    hasTurn = true;
  }

  /** Takes out as many keys as one statement may have. */
  Keys<K> take() {
    int size = Math.min(waiting.size(), loader.batchLimit());
    running = new Keys<>(size);
    Iterator<K> keys = waiting.iterator();
    while (running.size() < size) {
      running.include(keys.next());
      keys.remove();
    }
    return running;
  }

  /** What was taken is done. */
  void endTurn() {
    running = new Keys<>(1);
    hasTurn = false;
  }

  /** Forgets the keys that wait; how many these were. */
  int clear() {
    int size = waiting.size();
    waiting.clear();
    return size;
  }
}
