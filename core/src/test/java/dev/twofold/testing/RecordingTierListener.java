package dev.twofold.testing;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.TierListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a tier tells its engine. Thread-safe. */
public final class RecordingTierListener implements TierListener {

  private final List<Invalidation> invalidations = new CopyOnWriteArrayList<>();
  private final List<Integer> missed = new CopyOnWriteArrayList<>();
  private final List<Boolean> listening = new CopyOnWriteArrayList<>();

  @Override
  public void invalidated(Invalidation stale) {
    invalidations.add(stale);
  }

  @Override
  public void missed(int partition) {
    missed.add(partition);
  }

  @Override
  public void listening(boolean now) {
    listening.add(now);
  }

  /** What other nodes invalidated, in order. */
  public List<Invalidation> invalidations() {
    return List.copyOf(invalidations);
  }

  /** In which partitions something may have been missed, in order. */
  public List<Integer> missed() {
    return List.copyOf(missed);
  }

  /** What was said about listening, in order. */
  public List<Boolean> listening() {
    return List.copyOf(listening);
  }

  public boolean isListening() {
    return !listening.isEmpty() && listening.get(listening.size() - 1);
  }

  /** Forgets what was told; whether it is listening stays. */
  public void clear() {
    invalidations.clear();
    missed.clear();
  }
}
