package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import dev.twofold.region.Region;

/**
 * Entries of one loader, under one set of parameters, with one shape of value: they differ by id
 * only.
 */
public final class EntryGroup {

  private final String base;
  private final String loader;
  private final String variant;
  private final long fingerprint;
  private final Region region;
  private final String prefix;
  private final int hash;

  /**
   * @param base {@code application:loader}
   * @param tenant the part of the loader's name that tells tenants apart, such as {@code
   *     [tenant=4=acme]}; empty: none
   * @param variant the other parameters, such as {@code [locale=2=de]}, a colon, and the
   *     fingerprint in hexadecimal
   * @param fingerprint of the shape of the values; stands in the header of entries too
   * @param region the region of the loader
   */
  public EntryGroup(String base, String tenant, String variant, long fingerprint, Region region) {
    this.base = requireNonNull(base, "base");
    this.loader = base + requireNonNull(tenant, "tenant");
    this.variant = requireNonNull(variant, "variant");
    this.fingerprint = fingerprint;
    this.region = requireNonNull(region, "region");
    this.prefix = loader + variant + ":";
    this.hash = prefix.hashCode();
  }

  /** {@code application:loader}: what is cleared together whatever the tenant. */
  public String base() {
    return base;
  }

  /** {@code application:loader[tenant]}: what an entry is invalidated under. */
  public String loader() {
    return loader;
  }

  /** What tells entries of one loader and id apart: other parameters, and the fingerprint. */
  public String variant() {
    return variant;
  }

  public long fingerprint() {
    return fingerprint;
  }

  public Region region() {
    return region;
  }

  /** {@code application:loader[parameters]:fingerprint:}, which the id follows. */
  public String prefix() {
    return prefix;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof EntryGroup that
            && hash == that.hash
            && prefix.equals(that.prefix)
            && region.equals(that.region));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return prefix;
  }
}
