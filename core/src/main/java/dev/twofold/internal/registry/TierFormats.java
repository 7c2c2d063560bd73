package dev.twofold.internal.registry;

import dev.twofold.codec.ValueCodec;
import dev.twofold.computation.Computation;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.lifetime.Lifetimes;
import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.key.KeyFormat;
import dev.twofold.key.Parameter;
import dev.twofold.loader.Loader;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.TwofoldSettings;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the {@link TierFormat}s of loaders, and opens the near caches of their regions. */
public final class TierFormats {

  private final TwofoldSettings settings;
  private final boolean distributed;
  private final NearCaches near;
  private final Lifetimes lifetimes;

  /**
   * @param distributed whether there is a distributed tier, so that values need a codec
   * @param near the near caches
   * @param lifetimes how long entries live
   */
  public TierFormats(
      TwofoldSettings settings, boolean distributed, NearCaches near, Lifetimes lifetimes) {
    this.settings = settings;
    this.distributed = distributed;
    this.near = near;
    this.lifetimes = lifetimes;
  }

  /**
   * How the entries of a loader look in shared tiers; null if it has none there, so that its types
   * need no text and no bytes.
   *
   * @param name that of the loader, or of one of its unique keys
   * @param derived makes the codec that follows from the type
   * @param own the codec that the loader brings; null: none
   * @param tags what the entry of a key can be cleared by
   */
  @SuppressWarnings("unchecked") // an own codec is for the loader's cached forms, by its contract
  <K, C> @Nullable TierFormat<K, C> of(
      Loader<?, ?> loader,
      String name,
      Set<Parameter<?>> parameters,
      Type keyType,
      Supplier<ValueCodec<C>> derived,
      @Nullable ValueCodec<?> own,
      Function<K, Set<String>> tags) {
    if (!loader.shared()) {
      return null;
    }
    try {
      return of(
          new TierFormat.Naming(
              settings.application(),
              name,
              parameters,
              loader.tenant(),
              loader.region(),
              loader.version()),
          () -> KeyFormat.of(keyType),
          own == null ? derived : () -> (ValueCodec<C>) own,
          tags);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(loader.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * As above, for the results of a computation, whose codec surrounds that of the values.
   *
   * @throws ConfigurationException also if its region refreshes entries, or writes through: what a
   *     result is computed from is known only while somebody asks for it
   */
  public <K, C> @Nullable TierFormat<K, C> of(
      Computation<?, ?> computation,
      Set<Parameter<?>> parameters,
      KeyFormat<K> keys,
      Supplier<ValueCodec<C>> codec,
      Function<K, Set<String>> tags) {
    if (!computation.shared()) {
      return null;
    }
    checkOnlyAsked(computation);
    try {
      return of(
          new TierFormat.Naming(
              settings.application(),
              computation.name(),
              parameters,
              null,
              computation.region(),
              computation.version()),
          () -> keys,
          codec,
          tags);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(computation.name() + ": " + e.getMessage(), e);
    }
  }

  private void checkOnlyAsked(Computation<?, ?> computation) {
    RegionPolicy policy = settings.region(computation.region());
    if (policy.lifetime().refreshes() || policy.writes() == WriteMode.THROUGH) {
      throw new ConfigurationException(
          "%s: its region '%s' has refresh-ahead, early-expiration or writes: through, and results of computations are"
                  .formatted(computation.name(), computation.region())
              + " computed only while somebody asks for them; give the computation a region of its"
              + " own");
    }
  }

  /** As above, for a loader that is derived from a mapping: without tags. */
  public <K, C> @Nullable TierFormat<K, C> of(
      String name,
      Set<Parameter<?>> parameters,
      @Nullable Parameter<?> tenant,
      String region,
      Supplier<KeyFormat<K>> keys,
      Supplier<ValueCodec<C>> codec) {
    return of(
        new TierFormat.Naming(settings.application(), name, parameters, tenant, region, 0),
        keys,
        codec,
        key -> Set.of());
  }

  private <K, C> @Nullable TierFormat<K, C> of(
      TierFormat.Naming naming,
      Supplier<KeyFormat<K>> keys,
      Supplier<ValueCodec<C>> codec,
      Function<K, Set<String>> tags) {
    RegionPolicy policy = settings.region(naming.region());
    checkWrites(naming, policy);
    NearCache cache = near.open(naming.region(), policy);
    if (!distributed && cache == null) {
      return null;
    }
    boolean bytes = distributed || policy.near().isBelowHeap();
    return new TierFormat<>(
        naming,
        keys.get(),
        bytes ? codec.get() : null,
        tags,
        policy,
        cache,
        lifetimes.of(naming.region(), policy));
  }

  private static void checkWrites(TierFormat.Naming naming, RegionPolicy policy) {
    Set<Parameter<?>> others = new HashSet<>(naming.parameters());
    others.remove(naming.tenant());
    if (policy.writes() == WriteMode.THROUGH && !others.isEmpty()) {
      throw new ConfigurationException(
          "region '%s' writes through, and its entries depend on the parameter '%s': which of its"
                  .formatted(naming.region(), others.iterator().next().name())
              + " values the next reader has is not known when a transaction commits; name a region"
              + " with writes: invalidate");
    }
  }
}
