package dev.twofold.invalidation;

import static java.util.Objects.requireNonNull;

import dev.twofold.region.Region;

/**
 * A loader all of whose entries became stale.
 *
 * @param loader its name with application, without tenant
 * @param region its region
 */
public record StaleLoader(String loader, Region region) {
  public StaleLoader {
    requireNonNull(loader, "loader");
    requireNonNull(region, "region");
  }
}
