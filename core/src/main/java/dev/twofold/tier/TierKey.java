package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

/**
 * The name of an entry in a shared tier.
 *
 * @param text {@code application:loader[parameters]:fingerprint:key}
 * @param fingerprint of the shape of the value; stands in the entry's header too, so that bytes of
 *     another shape are never decoded
 */
public record TierKey(String text, long fingerprint) {
  public TierKey {
    requireNonNull(text, "text");
  }
}
