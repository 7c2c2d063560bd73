package dev.twofold.settings;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;

/**
 * How gently tiers are warmed, and what is learned from reads.
 *
 * @param keysPerSecond how many keys are read in a second at most for a plan that does not say so,
 *     for hot keys of a loader, and for all that is related; 1 to 10,000,000, default 1,000
 * @param takeover how long after a node has died another one goes on with its plans; 1 second to 1
 *     hour, default 30 seconds
 * @param hotKeys how many keys of each loader a new node warms, because the others read them most;
 *     zero, the default: none are learned; at most 10,000
 * @param hotKeysInterval how often each node tells the others its hot keys; 1 second to 1 hour,
 *     default 30 seconds
 * @param relatedQueue how many values wait at most for what is related to them; 1 to 1,000,000,
 *     default 10,000
 */
public record WarmupPolicy(
    int keysPerSecond, Duration takeover, int hotKeys, Duration hotKeysInterval, int relatedQueue) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The policy that applies where nothing is set. */
  public static final WarmupPolicy DEFAULT =
      new WarmupPolicy(1_000, Duration.ofSeconds(30), 0, Duration.ofSeconds(30), 10_000);

  public WarmupPolicy {
    requireNonNull(takeover, "takeover");
    requireNonNull(hotKeysInterval, "hotKeysInterval");
    check(
        keysPerSecond >= 1 && keysPerSecond <= 10_000_000,
        "keysPerSecond",
        keysPerSecond,
        "1 to 10000000");
    checkLength("takeover", takeover);
    check(hotKeys >= 0 && hotKeys <= 10_000, "hotKeys", hotKeys, "zero (none) to 10000");
    checkLength("hotKeysInterval", hotKeysInterval);
    check(
        relatedQueue >= 1 && relatedQueue <= 1_000_000,
        "relatedQueue",
        relatedQueue,
        "1 to 1000000");
  }

  private static void checkLength(String key, Duration length) {
    check(
        length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0,
        key,
        length,
        "1 second to 1 hour");
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "warm-up setting '%s' is '%s'; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** This policy at another pace. */
  public WarmupPolicy withKeysPerSecond(int other) {
    return new WarmupPolicy(other, takeover, hotKeys, hotKeysInterval, relatedQueue);
  }

  /** This policy with another time until another node goes on. */
  public WarmupPolicy withTakeover(Duration other) {
    return new WarmupPolicy(keysPerSecond, other, hotKeys, hotKeysInterval, relatedQueue);
  }

  /** This policy with another number of hot keys. */
  public WarmupPolicy withHotKeys(int other) {
    return new WarmupPolicy(keysPerSecond, takeover, other, hotKeysInterval, relatedQueue);
  }

  /** This policy with another time between tellings of hot keys. */
  public WarmupPolicy withHotKeysInterval(Duration other) {
    return new WarmupPolicy(keysPerSecond, takeover, hotKeys, other, relatedQueue);
  }

  /** This policy with another length of the queue for what is related. */
  public WarmupPolicy withRelatedQueue(int other) {
    return new WarmupPolicy(keysPerSecond, takeover, hotKeys, hotKeysInterval, other);
  }
}
