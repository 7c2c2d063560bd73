package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One entry to put into a shared tier.
 *
 * @param key its name
 * @param payload the encoded value; null: the database has none
 * @param timeToLive how long the tier may keep it; more than zero
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Fill(TierKey key, byte @Nullable [] payload, Duration timeToLive) {
  public Fill {
    requireNonNull(key, "key");
    requireNonNull(timeToLive, "timeToLive");
  }
}
