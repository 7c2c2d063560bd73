package dev.twofold.ehcache;

import org.ehcache.spi.resilience.StoreAccessException;

/** Ehcache could not do what it was asked for. Caught beside the call; never leaves the package. */
final class StoreFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreFailure(StoreAccessException cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
