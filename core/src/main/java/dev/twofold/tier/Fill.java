package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry to put into a shared tier.
 *
 * @param key its name
 * @param payload the encoded value; null: the database has none
 * @param timeToLive how long the tier may keep it; more than zero
 * @param tags what it can be cleared by beside its region; usually none
 * @param right what allows to put it
 * @param isConfirmation whether the value is kept elsewhere, and the tier only says whether its
 *     right still stands: it puts nothing, and removes what stands there
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Fill(
    TierKey key,
    byte @Nullable [] payload,
    Duration timeToLive,
    Set<String> tags,
    FillRight right,
    boolean isConfirmation) {

  /** An entry that is put. */
  public Fill(
      TierKey key,
      byte @Nullable [] payload,
      Duration timeToLive,
      Set<String> tags,
      FillRight right) {
    this(key, payload, timeToLive, tags, right, false);
  }

  /** The question whether a value may be kept that is too large for the tier. */
  public static Fill confirmation(TierKey key, Set<String> tags, FillRight right) {
    return new Fill(key, null, Duration.ZERO, tags, right, true);
  }

  public Fill {
    requireNonNull(key, "key");
    requireNonNull(timeToLive, "timeToLive");
    tags = Set.copyOf(tags);
    requireNonNull(right, "right");
  }
}
