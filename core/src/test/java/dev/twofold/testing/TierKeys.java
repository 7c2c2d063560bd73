package dev.twofold.testing;

import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import java.time.Duration;

/** Names of entries for tests of tiers. */
public final class TierKeys {

  /** The shape of values that keys have here unless they say otherwise. */
  public static final long FINGERPRINT = 0x0123_4567_89AB_CDEFL;

  /** A region without anything special. */
  public static final Region USERS = new Region("users", Consistency.AVAILABLE, Duration.ZERO);

  /** The entries of most tests. */
  public static final EntryGroup GROUP = group("UserLoader", USERS);

  private TierKeys() {}

  /** The entries of a loader in a region. */
  public static EntryGroup group(String loader, Region region) {
    return new EntryGroup("app:" + loader, "", ":0123456789abc", FINGERPRINT, region);
  }

  public static TierKey key(Object id) {
    return key(GROUP, id);
  }

  public static TierKey key(EntryGroup group, Object id) {
    return new TierKey(group, id.toString());
  }
}
