package dev.twofold.internal.invalidation;

import dev.twofold.settings.StrictWrites;
import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;

/**
 * How an engine treats writes.
 *
 * @param tierBudget how long one trip to the distributed tier may take
 * @param strictWrites what becomes of a commit of strict regions that is not acknowledged
 * @param commitLimit how long a database may take for a commit, and how long an announcement of one
 *     stands
 * @param undeliveredLimit how many keys may wait for the distributed tier
 */
public record WriteSettings(
    Duration tierBudget, StrictWrites strictWrites, Duration commitLimit, int undeliveredLimit) {

  /** What the settings of an engine say about it. */
  public static WriteSettings of(TwofoldSettings settings) {
    return new WriteSettings(
        settings.distributedBudget(),
        settings.strictWrites(),
        settings.commitLimit(),
        settings.undeliveredLimit());
  }
}
