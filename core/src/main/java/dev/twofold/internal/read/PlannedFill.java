package dev.twofold.internal.read;

import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a wave wants to put.
 *
 * @param form the cached form; null: the database has none
 * @param payload its bytes; null: the database has none, or no tier wants them
 * @param inNear how long the near tier may keep it
 * @param right what allows to put it into the distributed tier; null: there is none
 * @param nearOnly whether it is too large for the distributed tier, which only says whether it may
 *     be kept near
 * @param near the near cache of its region; null: it has none
 * @param nearKey its name there
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record PlannedFill(
    LoaderStore<?, ?, ?> store,
    TierKey name,
    @Nullable Object form,
    byte @Nullable [] payload,
    Duration timeToLive,
    Duration inNear,
    Set<String> tags,
    Occasion occasion,
    @Nullable FillRight right,
    boolean nearOnly,
    @Nullable NearCache near,
    @Nullable NearKey nearKey) {

  /**
   * Puts it into the near tier.
   *
   * @param vintage of what was loaded
   * @param start a moment before the distributed tier had it
   */
  void keep(long vintage, long start) {
    if (near != null && nearKey != null) {
      long deadline = near.deadline(start, inNear);
      near.put(nearKey, new NearEntry(form, null, vintage, deadline, tags), name, payload);
    }
  }
}
