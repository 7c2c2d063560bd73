package dev.twofold.servlet.edge;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Knows whether something became stale while a response was made, by the surrogate keys of both: a
 * response of the state before must not reach a cache after the purge. Keys share marks by hash;
 * one that is shared costs a response its place in caches, once. Thread-safe, without locks.
 */
final class ChangeMarks {

  private static final int MARKS = 1 << 12;

  private final AtomicLong moments = new AtomicLong();
  private final AtomicLongArray marks = new AtomicLongArray(MARKS);

  /** The moment from which a response has to know. */
  long now() {
    return moments.get();
  }

  /** Says that what has these keys became stale. */
  void changed(Set<String> keys) {
    // Before the marks: who asks for the moment later than this has read nothing old.
    long moment = moments.incrementAndGet();
    keys.forEach(key -> marks.accumulateAndGet(mark(key), moment, Math::max));
  }

  /**
   * Whether anything with one of these keys became stale since a moment.
   *
   * @param keys asked for only if something did
   */
  boolean hasChanged(Supplier<Set<String>> keys, long since) {
    return moments.get() != since
        && keys.get().stream().anyMatch(key -> marks.get(mark(key)) > since);
  }

  private static int mark(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return (hash ^ hash >>> 16) & MARKS - 1;
  }
}
