package dev.twofold.warmup;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;

/** When a plan is run. */
public sealed interface WarmupSchedule {

  /** Once, when the engine is built. */
  record AtStart() implements WarmupSchedule {}

  /**
   * When the engine is built, and again and again.
   *
   * @param interval from the end of a run to the beginning of the next; 1 second to 365 days
   */
  record Every(Duration interval) implements WarmupSchedule {
    public Every {
      requireNonNull(interval, "interval");
      if (interval.compareTo(Duration.ofSeconds(1)) < 0
          || interval.compareTo(Duration.ofDays(365)) > 0) {
        throw new ConfigurationException(
            "a warm-up is repeated every %s; allowed: 1 second to 365 days".formatted(interval));
      }
    }
  }

  /** Only when somebody says so. */
  record OnDemand() implements WarmupSchedule {}

  /** Once, when the engine is built. */
  static WarmupSchedule atStart() {
    return new AtStart();
  }

  /** When the engine is built, and again so long after each run. */
  static WarmupSchedule every(Duration interval) {
    return new Every(interval);
  }

  /** Only when {@link Warmups#start} is called. */
  static WarmupSchedule onDemand() {
    return new OnDemand();
  }
}
