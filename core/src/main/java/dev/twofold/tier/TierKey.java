package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.StaleKey;

/**
 * The name of an entry in a shared tier.
 *
 * @param group what it has in common with others
 * @param id the text of the key
 */
public record TierKey(EntryGroup group, String id) {
  public TierKey {
    requireNonNull(group, "group");
    requireNonNull(id, "id");
  }

  /** {@code application:loader[parameters]:fingerprint:key}. */
  public String text() {
    return group.prefix().concat(id);
  }

  /** What is invalidated when this entry becomes stale. */
  public StaleKey stale() {
    return new StaleKey(group.loader(), id, group.region());
  }
}
