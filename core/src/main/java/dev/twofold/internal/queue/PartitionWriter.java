package dev.twofold.internal.queue;

import dev.twofold.error.TierException;
import dev.twofold.error.UndecodableException;
import dev.twofold.internal.tiers.LostConnection;
import dev.twofold.write.BatchPosition;
import dev.twofold.write.EntryId;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBatch.Entry;
import dev.twofold.write.store.QueueStore.Burial;
import dev.twofold.write.store.QueueStore.Buried;
import dev.twofold.write.store.QueueStore.Lease;
import dev.twofold.write.store.QueueStore.StoredEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was taken from a partition. Used by one thread, except where it says so.
 *
 * <p>The order of steps is what nothing is lost by: the database first, then what it made stale,
 * then the queue. Whoever dies in between leaves entries that are read again, in the same order; a
 * writer that keeps its position skips those that it has written. So a batch that the database does
 * not take is divided by position, never by key: what comes before a position is written or a dead
 * letter, and what comes after it is in the stream.
 */
final class PartitionWriter<K, V> {

  /** What became of entries. */
  enum Outcome {
    /** The database has them, or they are dead letters; they are out of the queue. */
    DONE,
    /** The database refuses them. */
    REFUSED,
    /** Nothing is wrong with them: they wait. */
    HELD,
    /** The partition has another owner. */
    LOST
  }

  /** What fails alone is tried once more at once: it may have met a deadlock. */
  private static final int ATTEMPTS_ALONE = 2;

  private final QueueSetup<K, V> queue;
  private final Duration budget;
  private final Burials<K, V> burials;
  private volatile boolean abandoned;
  private String reason = "";

  /**
   * @param budget of one trip to the queue
   */
  PartitionWriter(QueueSetup<K, V> queue, Duration budget) {
    this.queue = queue;
    this.budget = budget;
    this.burials = new Burials<>(queue);
  }

  /**
   * Writes entries together.
   *
   * @param entries at least one
   * @throws TierException if the queue does not answer; what was written is offered again then
   */
  Outcome writeTogether(Lease lease, List<StoredEntry> entries) {
    List<Entry<K, V>> readable = new ArrayList<>();
    Outcome outcome = read(lease, entries, readable);
    if (outcome != Outcome.DONE || readable.isEmpty()) {
      return outcome;
    }
    return write(lease, queue.batch(lease, readable));
  }

  /**
   * Writes entries that the database refuses together in smaller and smaller batches, in their
   * order; what it refuses alone becomes a dead letter.
   *
   * @throws TierException as above
   */
  Outcome writeApart(Lease lease, List<StoredEntry> entries) {
    List<Entry<K, V>> readable = new ArrayList<>();
    Outcome outcome = read(lease, entries, readable);
    if (outcome != Outcome.DONE || readable.isEmpty()) {
      return outcome;
    }
    WriteBatch<K, V> whole = queue.batch(lease, readable);
    Deque<List<Entry<K, V>>> parts = new ArrayDeque<>();
    divide(readable, parts);
    Set<EntryId> dead = new HashSet<>();
    while (!parts.isEmpty() && outcome == Outcome.DONE) {
      List<Entry<K, V>> part =
          parts.pop().stream().filter(entry -> !dead.contains(entry.id())).toList();
      if (!part.isEmpty()) {
        WriteBatch<K, V> batch = whole.with(part);
        outcome = part.size() == 1 ? writeAlone(lease, whole, batch, dead) : write(lease, batch);
        if (outcome == Outcome.REFUSED) {
          divide(part, parts);
          outcome = Outcome.DONE;
        }
      }
    }
    return outcome;
  }

  /** Takes no failure for a refusal any more. Called by any thread. */
  void abandon() {
    abandoned = true;
  }

  /** Why entries were not written last, without keys and values. */
  String reason() {
    return reason;
  }

  private static <T> void divide(List<T> part, Deque<List<T>> parts) {
    if (part.size() == 1) {
      parts.push(part);
      return;
    }
    int middle = part.size() / 2;
    parts.push(part.subList(middle, part.size()));
    parts.push(part.subList(0, middle));
  }

  private Outcome write(Lease lease, WriteBatch<K, V> batch) {
    Throwable failure = offer(batch);
    return failure == null ? acknowledge(lease, batch) : rated(failure);
  }

  private Outcome writeAlone(
      Lease lease, WriteBatch<K, V> whole, WriteBatch<K, V> batch, Set<EntryId> dead) {
    Throwable failure = null;
    for (int i = 0; i < ATTEMPTS_ALONE; i++) {
      failure = offer(batch);
      if (failure == null) {
        return acknowledge(lease, batch);
      }
      if (rated(failure) == Outcome.HELD) {
        return Outcome.HELD;
      }
    }
    Throwable last = Objects.requireNonNull(failure);
    Burial burial = burials.ofRefused(whole, batch, last);
    dead.addAll(burial.entries());
    return bury(lease, List.of(burial), Cause.kind(last));
  }

  /** Offers a batch to the database. Returns why it was not written; null: it was. */
  private @Nullable Throwable offer(WriteBatch<K, V> batch) {
    try {
      queue.write(batch);
      queue.counters().written(batch);
      return null;
    } catch (RuntimeException | Error e) {
      // Errors too: an assertion or a recursion that has no end must not end the thread.
      queue.counters().failed();
      reason = Cause.kind(e);
      return e;
    }
  }

  private Outcome rated(Throwable failure) {
    return abandoned
            || failure instanceof TierException
            || isOfProcess(failure)
            || LostConnection.isBehind(failure)
        ? Outcome.HELD
        : Outcome.REFUSED;
  }

  /** No memory, or worse; an end of the stack is that of an entry. */
  private static boolean isOfProcess(Throwable failure) {
    return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
  }

  private Outcome acknowledge(Lease lease, WriteBatch<K, V> batch) {
    BatchPosition position = Objects.requireNonNull(batch.position());
    return queue.store().acknowledge(lease, queue.policy().lease(), position.last(), budget)
        ? Outcome.DONE
        : Outcome.LOST;
  }

  /** Reads entries; what cannot be read becomes a dead letter. */
  private Outcome read(Lease lease, List<StoredEntry> entries, List<Entry<K, V>> readable) {
    List<Burial> unreadable = new ArrayList<>();
    for (StoredEntry entry : entries) {
      try {
        readable.add(new Entry<>(entry.id(), queue.format().decode(entry.content())));
      } catch (UndecodableException e) {
        unreadable.add(burials.ofUnreadable(lease, entry, e));
      }
    }
    return unreadable.isEmpty() ? Outcome.DONE : bury(lease, unreadable, "it cannot be read");
  }

  private Outcome bury(Lease lease, List<Burial> burials, String kind) {
    int most = queue.policy().length();
    Buried buried = queue.store().bury(lease, queue.policy().lease(), burials, most, budget);
    String place = burials.get(0).place();
    return switch (buried) {
      case DONE -> {
        queue.counters().buried(burials.size());
        queue.health().buried(place, kind);
        yield Outcome.DONE;
      }
      case FULL -> {
        reason = "it has as many dead letters as it may have, replay or discard them";
        yield Outcome.HELD;
      }
      case LOST -> Outcome.LOST;
    };
  }
}
