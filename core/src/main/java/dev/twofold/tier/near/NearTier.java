package dev.twofold.tier.near;

import dev.twofold.region.NearPolicy;
import org.jspecify.annotations.Nullable;

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
   * What {@link #close(byte[])} was given when the tier was last closed, here and in another
   * process; handed out once, before the first region is opened. Without it regions begin empty,
   * whatever their policy says. Default: nothing is ever left.
   *
   * @return null: nothing was left
   */
  default byte @Nullable [] takeNote() {
    return null;
  }

  /**
   * Closes as {@link #close}, and leaves to the next process what those regions have on disk whose
   * policy {@linkplain dev.twofold.region.Restart#KEEP keeps} it. Default: leaves nothing.
   *
   * @param note for the engine there
   */
  default void close(byte[] note) {
    close();
  }

  /**
   * Closes all regions and frees what they hold; from then on they have nothing and keep nothing.
   */
  @Override
  void close();
}
