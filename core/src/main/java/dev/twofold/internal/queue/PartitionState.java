package dev.twofold.internal.queue;

import dev.twofold.write.EntryId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a node remembers of a partition between two looks at it. Used by one thread. */
final class PartitionState {

  private final int partition;
  private final BackOff backOff;

  private long due;
  private boolean owned;
  private long length;
  private int failures;

  /** How often the batch that begins with an entry was refused as a whole. */
  private int attempts;

  private @Nullable EntryId first;

  PartitionState(int partition, BackOff backOff, long now) {
    this.partition = partition;
    this.backOff = backOff;
    this.due = now;
  }

  int partition() {
    return partition;
  }

  boolean isDue(long now) {
    return due - now <= 0;
  }

  /** How long until it is due, from now. */
  Duration remaining(long now) {
    return Duration.ofNanos(Math.max(0, due - now));
  }

  /** How many nanoseconds ago it was due; below zero: it is not yet. */
  long overdue(long now) {
    return now - due;
  }

  /** What a look has found. */
  void saw(boolean owned, long length) {
    this.owned = owned;
    this.length = length;
  }

  boolean isOwned() {
    return owned;
  }

  long length() {
    return length;
  }

  /** Whether the last attempt failed, so that there is no hurry. */
  boolean isFailing() {
    return failures > 0;
  }

  /** It is looked at again after a while. */
  void wait(long now, Duration pause) {
    due = now + pause.toNanos();
  }

  /** Entries were written. */
  void written(int entries) {
    length = Math.max(0, length - entries);
    failures = 0;
    attempts = 0;
    first = null;
  }

  /** The batch that begins with an entry was refused. Returns how often it was by now. */
  int refused(EntryId head) {
    attempts = head.equals(first) ? attempts + 1 : 1;
    first = head;
    return attempts;
  }

  /** Entries were not written: the next look is later and later. */
  void failed(long now) {
    failures++;
    wait(now, backOff.after(failures));
  }
}
