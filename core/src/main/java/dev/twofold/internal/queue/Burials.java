package dev.twofold.internal.queue;

import dev.twofold.error.UndecodableException;
import dev.twofold.write.EntryId;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBatch.Entry;
import dev.twofold.write.store.QueueStore.Burial;
import dev.twofold.write.store.QueueStore.Lease;
import dev.twofold.write.store.QueueStore.StoredEntry;
import java.util.HexFormat;
import java.util.List;

/** Makes dead letters of what is not written. Thread-safe. */
final class Burials<K, V> {

  private static final int LONGEST_TEXT = 200;

  private final QueueSetup<K, V> queue;

  Burials(QueueSetup<K, V> queue) {
    this.queue = queue;
  }

  Burial ofUnreadable(Lease lease, StoredEntry entry, UndecodableException cause) {
    return new Burial(
        List.of(entry.id()),
        entry.content(),
        "",
        shown(HexFormat.of().formatHex(entry.content())),
        Cause.text(cause),
        queue.name() + "/" + lease.partition() + " " + entry.id());
  }

  /**
   * An entry that fails alone; where the queue coalesces, with all that comes after it under its
   * key in what was taken: it would overtake it, and fail the same. None of them can have been
   * written before, or the first would have been skipped.
   *
   * @param whole what was taken
   * @param alone the batch of that entry
   */
  Burial ofRefused(WriteBatch<K, V> whole, WriteBatch<K, V> alone, Throwable cause) {
    if (queue.definition().coalescing() != null) {
      WriteBatch<K, V> following = withFollowing(whole, alone.entries().get(0));
      try {
        return ofOneWrite(following, cause);
      } catch (RuntimeException | Error e) {
        // What coalesces may be what fails, or its value is too large; then it is one alone.
      }
    }
    return ofOneWrite(alone, cause);
  }

  private static <K, V> WriteBatch<K, V> withFollowing(WriteBatch<K, V> whole, Entry<K, V> first) {
    return whole.with(
        whole.entries().stream()
            .filter(entry -> entry.id().compareTo(first.id()) >= 0)
            .filter(entry -> entry.write().key().equals(first.write().key()))
            .toList());
  }

  private Burial ofOneWrite(WriteBatch<K, V> batch, Throwable cause) {
    QueuedWrite<K, V> write = batch.writes().get(0);
    List<EntryId> entries = batch.entries().stream().map(Entry::id).toList();
    return new Burial(
        entries,
        queue.format().encode(write),
        shown(queue.format().keyText(write.key())),
        shown(text(write.value())),
        Cause.text(cause),
        String.valueOf(batch.position()));
  }

  /** A value whose text cannot be had is dead all the same. */
  private static String text(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException | Error e) {
      return value.getClass().getSimpleName() + " without a text: " + e.getClass().getSimpleName();
    }
  }

  private static String shown(String text) {
    return Cause.shown(text, LONGEST_TEXT);
  }
}
