package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A loader that answers from a map, remembers every batch that it was given, and breaks its
 * contract when told to. Extend it to give it types and a name of its own. Thread-safe if its data
 * is.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public abstract class RecordingLoader<K, V> extends BatchLoader<K, V> {

  private final Map<K, V> data;
  private final List<Set<K>> batches = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Behaviour<K, V>> behaviour = new AtomicReference<>(truthful());

  /**
   * A loader of what a map has at the time of the load.
   *
   * @param data not copied: what a test changes is what the next load finds
   */
  protected RecordingLoader(Map<K, V> data) {
    this.data = requireNonNull(data, "data");
  }

  /** What a loader does with a batch. */
  @FunctionalInterface
  public interface Behaviour<K, V> {

    /**
     * Answers a batch.
     *
     * @param truth what the data says, free to be changed
     * @return the answer of the loader
     */
    Map<K, V> answer(Set<K> keys, Map<K, V> truth, LoadContext context) throws Exception;
  }

  private static <K, V> Behaviour<K, V> truthful() {
    return (keys, truth, context) -> truth;
  }

  @Override
  public final Map<K, V> loadAll(Set<K> keys, LoadContext context) throws Exception {
    batches.add(Collections.unmodifiableSet(new LinkedHashSet<>(keys)));
    Map<K, V> truth = new LinkedHashMap<>();
    for (K key : keys) {
      V value = data.get(key);
      if (value != null) {
        truth.put(key, value);
      }
    }
    return requireNonNull(behaviour.get()).answer(keys, truth, context);
  }

  /** What it answers from; changes are seen by the next load. */
  public final Map<K, V> data() {
    return data;
  }

  /** Does something else with every batch from now. */
  public final void behave(Behaviour<K, V> other) {
    behaviour.set(other);
  }

  /** Fails every batch from now. */
  public final void failWith(Exception failure) {
    behave(
        (keys, truth, context) -> {
          throw failure;
        });
  }

  /** Fails every batch from now with what is no exception. */
  public final void failWith(Error failure) {
    behave(
        (keys, truth, context) -> {
          throw failure;
        });
  }

  /** Runs something inside every load from now, then answers as the data says. */
  public final void runInside(Runnable hook) {
    behave(
        (keys, truth, context) -> {
          hook.run();
          return truth;
        });
  }

  /** Answers one key more than it is asked for. */
  public final void alsoAnswer(K key, V value) {
    behave(
        (keys, truth, context) -> {
          truth.put(key, value);
          return truth;
        });
  }

  /** Answers from its data again. */
  public final void recover() {
    behave(truthful());
  }

  /** The keys of every batch so far, in the order in which they were asked for. */
  public final List<Set<K>> batches() {
    return List.copyOf(batches);
  }

  /** How many keys each batch had. */
  public final List<Integer> batchSizes() {
    return batches().stream().map(Set::size).toList();
  }
}
