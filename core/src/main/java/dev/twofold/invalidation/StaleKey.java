package dev.twofold.invalidation;

import static java.util.Objects.requireNonNull;

import dev.twofold.region.Region;

/**
 * An entry that became stale, in every variant: whatever shape its value has and whatever
 * parameters beside the tenant it was loaded under.
 *
 * @param loader the name of its loader with application and tenant
 * @param id the text of its key
 * @param region the region of the loader
 */
public record StaleKey(String loader, String id, Region region) {
  public StaleKey {
    requireNonNull(loader, "loader");
    requireNonNull(id, "id");
    requireNonNull(region, "region");
  }

  /** All entries of the loader, of every tenant. */
  public StaleLoader wholeLoader() {
    int tenant = loader.indexOf('[');
    return new StaleLoader(tenant < 0 ? loader : loader.substring(0, tenant), region);
  }
}
