package dev.twofold.redisson;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.TierListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells an engine what other nodes invalidate, or that it may have missed something. Each partition
 * counts its invalidations; whatever does not continue the count was missed: a gap, or another life
 * of the control record. Messages of this node count, and are not told.
 *
 * <p>A state that was read replaces the count only after the engine was told that it missed
 * something, so that nothing falls between. Thread-safe; the engine is told under the lock, and
 * returns at once.
 */
final class Following {

  private final String node;
  private final TierListener listener;
  private final RenewedPartitions renewed;
  private final Moment[] followed;
  private boolean listening;

  Following(String node, int partitions, TierListener listener, LongSupplier nanoTime) {
    this.node = node;
    this.listener = listener;
    renewed = new RenewedPartitions(partitions, nanoTime);
    followed = new Moment[partitions];
    Arrays.fill(followed, FillRight.UNKNOWN);
  }

  /** Takes a message of the topic; anybody may write there. */
  synchronized void received(byte[] bytes) {
    try {
      Message message = Message.parse(bytes);
      if (message.partition() >= 0 && message.partition() < followed.length) {
        received(message);
      }
    } catch (IOException e) {
      // Not from a node of this application. If it counted an invalidation, the next message or
      // check finds the gap.
    }
  }

  private void received(Message message) {
    Moment before = followed[message.partition()];
    Moment moment = message.moment();
    if (!Partitions.isLater(moment, before)) {
      return; // counted already, when the state was read
    }
    if (moment.epoch().equals(before.epoch()) && moment.sequence() == before.sequence() + 1) {
      next(message);
    } else {
      missed(message.partition(), moment);
    }
  }

  private void next(Message message) {
    Invalidation stale;
    try {
      stale = message.stale();
    } catch (IOException | RuntimeException e) {
      // Something became stale, and only a node of another version knows what.
      missed(message.partition(), message.moment());
      return;
    }
    followed[message.partition()] = message.moment();
    if (!message.origin().equals(node)) {
      listener.invalidated(stale);
    }
  }

  /** Takes the state that some reply showed: nothing of an earlier life counts any more. */
  synchronized void saw(int partition, Moment moment) {
    Moment before = followed[partition];
    if (!moment.epoch().equals(before.epoch()) && Partitions.isLater(moment, before)) {
      missed(partition, moment);
    }
  }

  /**
   * Starts over from a state that was read after the subscription began.
   *
   * @param time of the server, when it was read
   * @param age how long ago that is at most
   */
  synchronized void startOver(int partition, Moment moment, Instant time, Duration age) {
    Moment before = followed[partition];
    missed(partition, Partitions.isLater(moment, before) ? moment : before);
    listener.follows(partition, followed[partition], time, age);
  }

  /** Up to where the engine was told, by partition. */
  synchronized List<Moment> followed() {
    return List.of(followed);
  }

  /** Whether messages up to a state have arrived. */
  synchronized boolean hasReached(int partition, Moment moment) {
    return !Partitions.isLater(moment, followed[partition]);
  }

  /** Takes whether messages arrive, and warns of what was seen; told with each check. */
  synchronized void listening(boolean now) {
    renewed.warnIfDue();
    if (listening != now) {
      listening = now;
      listener.listening(now);
    }
  }

  private void missed(int partition, Moment moment) {
    String before = followed[partition].epoch();
    if (!before.isEmpty() && !before.equals(moment.epoch())) {
      renewed.add(partition);
    }
    listener.missed(partition);
    followed[partition] = moment;
  }
}
