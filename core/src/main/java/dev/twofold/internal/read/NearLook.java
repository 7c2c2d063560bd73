package dev.twofold.internal.read;

import dev.twofold.error.TierException;
import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one wave asks the near tier: not at all while its circuit is open, and no more once the time
 * is over that the tier may take in a wave. What it has not answered is looked up below. Used by
 * one thread.
 */
final class NearLook {

  /** After how many keys it looks at the clock, which takes as long as a hit. */
  private static final int STRETCH = 64;

  private final NearCaches caches;
  private long left;
  private long took;
  private int asked;
  private int failed;
  private @Nullable RuntimeException failure;

  NearLook(NearCaches caches) {
    this.caches = caches;
    this.left = caches.budget();
  }

  /** Whether a batch may ask. If so, it {@linkplain #end ends} this. */
  boolean begin() {
    took = 0;
    asked = 0;
    failed = 0;
    failure = null;
    return left > 0 && caches.circuit().permits();
  }

  /** Asks for the open keys of a batch at some positions; what is not known there stays null. */
  <K> void get(
      Batch<K, ?, ?> batch, NearCache near, @Nullable NearEntry[] entries, int start, int end) {
    if (took > left) {
      return;
    }
    long begun = caches.nanoTime();
    for (int i = start; i < end; i++) {
      NearKey name = batch.isOpen(i) ? batch.store().nearKey(batch.keys().at(i)) : null;
      if (name != null) {
        entries[i] = get(near, name, begun);
      }
      if (i % STRETCH == STRETCH - 1 && took + caches.nanoTime() - begun > left) {
        break;
      }
    }
    took += caches.nanoTime() - begun;
  }

  private @Nullable NearEntry get(NearCache near, NearKey name, long now) {
    asked++;
    try {
      return near.get(name, now);
    } catch (RuntimeException e) {
      failed++;
      failure = e;
      caches.failed(e);
      return null;
    }
  }

  /** Tells the circuit. An entry that cannot be read says nothing about the others. */
  void end() {
    boolean late = took > left;
    left -= took;
    if (failure != null && failed == asked) {
      caches.circuit().failed(Duration.ofNanos(took), failure);
    } else if (late) {
      caches.circuit().failed(Duration.ofNanos(took), tooSlow());
    } else if (asked > 0) {
      caches.circuit().succeeded(took);
    } else {
      caches.circuit().abandoned();
    }
  }

  private TierException tooSlow() {
    return new TierException(
        "the near tier took longer for one wave than its budget of %d ms"
            .formatted(Duration.ofNanos(caches.budget()).toMillis()),
        null);
  }
}
