package dev.twofold.tier.near;

import dev.twofold.region.NearPolicy;

/** A cache inside the process, below the request and above the distributed tier. Thread-safe. */
public interface NearTier extends AutoCloseable {

  /**
   * Opens the cache of a region, once per region, at start.
   *
   * @param policy switched on
   * @throws dev.twofold.error.ConfigurationException if the tier cannot keep what the policy wants
   * @throws IllegalStateException if the region is open already, or the tier is closed
   */
  NearRegion open(String region, NearPolicy policy);

  /**
   * Closes all regions and frees what they hold; from then on they have nothing and keep nothing.
   */
  @Override
  void close();
}
