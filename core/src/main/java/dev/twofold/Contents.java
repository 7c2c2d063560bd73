package dev.twofold;

import dev.twofold.invalidation.StaleKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the answers of a request were made of: every entry that it knows, with those of relations
 * and lists and those that are known to be absent. Immutable; stays valid after its scope is
 * closed, and holds keys and no values.
 *
 * <p>It lets a response be kept outside of the application, by a cache in front of it: as long as
 * none of these entries becomes stale, the same request is answered the same. What an application
 * read past the scope, it cannot know; nor that a {@linkplain LoadScope#peek peek} found nothing.
 */
public interface Contents {

  /**
   * Why a response that was made of it belongs to its request alone, in words for a log; empty if
   * other requests may be given it. It does if the request knows nothing, or has written, primed a
   * value, read in a transaction of the caller, been answered an expired value or a result that
   * stands for a failure, or if a load of it has failed; if an entry is of a strict region or not
   * in shared tiers, or if it is absent where absence is not remembered; and if invalidations of
   * other nodes do not arrive, or may have been missed since it began.
   */
  Optional<String> obstacle();

  /**
   * Stands for all entries and their values: equal on all nodes whose requests asked the same and
   * were answered the same, and different as soon as one value differs. Empty if a value has no
   * encoded form, as copies of mapped entities have none, and nothing without a tier that keeps
   * bytes.
   */
  Optional<String> digest();

  /** What its entries are invalidated under. */
  Set<StaleKey> entries();

  /** The tags that its entries can be cleared by. */
  Set<String> tags();

  /** The shortest time for which a region of its entries promises to keep them. */
  Duration timeToLive();
}
