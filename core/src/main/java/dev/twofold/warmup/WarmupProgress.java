package dev.twofold.warmup;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan has got. A snapshot. What a node has taken over from another one counts.
 *
 * @param plan its name
 * @param state what it is doing on this node
 * @param done keys that were read or skipped
 * @param total keys that there are; null: not known
 * @param loaded values that the database had
 * @param warm values that the near tier or Redis had already
 * @param absent keys without a value
 * @param failed keys that were skipped after several attempts
 * @param elapsed since this node began to read
 * @param lastFailure what went wrong last; null: nothing
 */
public record WarmupProgress(
    String plan,
    WarmupState state,
    long done,
    @Nullable Long total,
    long loaded,
    long warm,
    long absent,
    long failed,
    Duration elapsed,
    @Nullable String lastFailure) {

  /** The share that is done, in whole percent, 0 to 100; empty where the total is not known. */
  public OptionalInt percent() {
    if (state == WarmupState.DONE) {
      return OptionalInt.of(100);
    }
    Long all = total;
    if (all == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(all <= 0 ? 0 : (int) Math.min(100, done * 100 / all));
  }

  /** Keys per second so far. */
  public double keysPerSecond() {
    long nanos = elapsed.toNanos();
    return nanos <= 0 ? 0 : done * 1e9 / nanos;
  }
}
