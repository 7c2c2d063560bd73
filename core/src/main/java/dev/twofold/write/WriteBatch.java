package dev.twofold.write;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is written to the database together: entries of one partition of a queue, in their order,
 * coalesced by key where the queue coalesces. Immutable.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class WriteBatch<K, V> {

  /**
   * An entry of a queue.
   *
   * @param id where it stands
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  public record Entry<K, V>(EntryId id, QueuedWrite<K, V> write) {}

  private final @Nullable BatchPosition position;
  private final List<Entry<K, V>> entries;
  private final List<QueuedWrite<K, V>> all;
  private final @Nullable BinaryOperator<V> coalescing;

  /** Null: not asked for yet. Threads that ask at the same time find equal ones. */
  private @Nullable List<QueuedWrite<K, V>> coalesced;

  private WriteBatch(
      @Nullable BatchPosition position,
      List<Entry<K, V>> entries,
      List<QueuedWrite<K, V>> all,
      @Nullable BinaryOperator<V> coalescing) {
    this.position = position;
    this.entries = entries;
    this.all = all;
    this.coalescing = coalescing;
  }

  /**
   * A batch of entries of a partition.
   *
   * @param entries at least one, in the order of their ids
   * @param coalescing null: none
   */
  public static <K, V> WriteBatch<K, V> of(
      String queue,
      int partition,
      String epoch,
      List<Entry<K, V>> entries,
      @Nullable BinaryOperator<V> coalescing) {
    List<Entry<K, V>> copy = List.copyOf(entries);
    BatchPosition position =
        new BatchPosition(
            queue, partition, epoch, copy.get(0).id(), copy.get(copy.size() - 1).id());
    return new WriteBatch<>(position, copy, copy.stream().map(Entry::write).toList(), coalescing);
  }

  /**
   * A batch of writes that are in no queue.
   *
   * @param coalescing null: none
   */
  public static <K, V> WriteBatch<K, V> direct(
      List<QueuedWrite<K, V>> writes, @Nullable BinaryOperator<V> coalescing) {
    return new WriteBatch<>(null, List.of(), List.copyOf(writes), coalescing);
  }

  /** Which entries it is made of; null: it comes from no queue, and is offered only once. */
  public @Nullable BatchPosition position() {
    return position;
  }

  /**
   * What to write: one write for each key where the queue coalesces, else all in their order, which
   * may have a key several times.
   *
   * @throws RuntimeException what the function throws that coalesces
   */
  public List<QueuedWrite<K, V>> writes() {
    if (coalescing == null) {
      return all;
    }
    List<QueuedWrite<K, V>> known = coalesced;
    if (known == null) {
      known = coalesce(coalescing);
      coalesced = known;
    }
    return known;
  }

  private List<QueuedWrite<K, V>> coalesce(BinaryOperator<V> function) {
    Map<K, V> byKey = new LinkedHashMap<>();
    // A map would forget a key without a value, and with it what was added under it.
    all.forEach(
        write ->
            byKey.merge(
                write.key(),
                write.value(),
                (earlier, later) ->
                    requireNonNull(function.apply(earlier, later), "coalescing has made null")));
    List<QueuedWrite<K, V>> writes = new ArrayList<>(byKey.size());
    byKey.forEach((key, value) -> writes.add(new QueuedWrite<>(key, value)));
    return List.copyOf(writes);
  }

  /** The keys of its writes. */
  public Set<K> keys() {
    Set<K> keys = new LinkedHashSet<>();
    all.forEach(write -> keys.add(write.key()));
    return keys;
  }

  /** The entries it is made of, in their order; empty if it comes from no queue. */
  public List<Entry<K, V>> entries() {
    return entries;
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** What is left of it once everything up to an entry was written. */
  public WriteBatch<K, V> after(EntryId done) {
    requireNonNull(done, "done");
    if (position == null || position.first().compareTo(done) > 0) {
      return this;
    }
    return with(entries.stream().filter(entry -> entry.id().compareTo(done) > 0).toList());
  }

  /** The batch of some of its entries, in their order. */
  public WriteBatch<K, V> with(List<Entry<K, V>> some) {
    BatchPosition whole = requireNonNull(position, "a batch from no queue has no entries");
    return some.isEmpty()
        ? new WriteBatch<>(whole, List.of(), List.of(), coalescing)
        : of(whole.queue(), whole.partition(), whole.epoch(), some, coalescing);
  }

  /** Its place and sizes; no keys and no values. */
  @Override
  public String toString() {
    return "WriteBatch[%s, %d entries]"
        .formatted(position == null ? "in no queue" : position, all.size());
  }
}
