package dev.twofold.internal.registry;

import static java.util.Objects.requireNonNull;

import dev.twofold.codec.Fingerprint;
import dev.twofold.codec.ValueCodec;
import dev.twofold.compression.CompressionMeter;
import dev.twofold.compression.PayloadFormat;
import dev.twofold.internal.lifetime.Lifetime;
import dev.twofold.internal.near.NearCache;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.key.KeyFormat;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.CompressionPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the entries of one loader look in shared tiers.
 *
 * <p>The text of a key is {@code application:loader[parameters]:fingerprint:key}. The key comes
 * last and is the only part whose characters are free, so no two loaders can write the same text.
 * The fingerprint stands for the shape of the values and for what the region promises: nodes of
 * which one has changed either share no entries, and invalidate those of the other.
 *
 * @param <K> type of keys
 * @param <C> type of cached forms
 */
public final class TierFormat<K, C> {

  private static final Logger LOG = LoggerFactory.getLogger(TierFormat.class);

  private final String base;
  private final String loader;
  private final List<ParameterFormat<?>> parameters;
  private final @Nullable ParameterFormat<?> tenant;
  private final Region region;
  private final Fingerprint fingerprint;
  private final KeyFormat<K> keys;
  private final @Nullable ValueCodec<C> codec;
  private final PayloadFormat payloads;
  private final Function<K, Set<String>> tags;
  private final RegionPolicy policy;
  private final @Nullable NearCache near;
  private final Lifetime lifetime;

  /** Null where there is one for each set of parameters. */
  private final @Nullable EntryGroup onlyGroup;

  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicBoolean warnedOfSize = new AtomicBoolean();
  private final AtomicBoolean warnedOfGrace = new AtomicBoolean();

  /**
   * What the keys of a loader begin with.
   *
   * @param loader the name of the loader, or of one of its unique keys
   * @param parameters that belong to its identity
   * @param tenant the one of them whose value is the tenant id; null: none
   */
  record Naming(
      String application,
      String loader,
      Set<Parameter<?>> parameters,
      @Nullable Parameter<?> tenant,
      String region,
      int version) {}

  /**
   * @param codec null: no tier wants bytes
   * @param tags what the entry of a key can be cleared by
   * @param near null: the region is not in the near tier
   * @param lifetime how long its entries live
   */
  TierFormat(
      Naming naming,
      KeyFormat<K> keys,
      @Nullable ValueCodec<C> codec,
      Function<K, Set<String>> tags,
      RegionPolicy policy,
      @Nullable NearCache near,
      Lifetime lifetime) {
    Parameter<?> tenant = naming.tenant();
    this.loader = naming.loader();
    this.base = naming.application() + ':' + loader;
    this.parameters =
        naming.parameters().stream()
            .filter(parameter -> !parameter.equals(tenant))
            .sorted(Comparator.comparing(Parameter::name))
            .<ParameterFormat<?>>map(ParameterFormat::of)
            .toList();
    this.tenant = tenant == null ? null : ParameterFormat.of(tenant);
    this.region = new Region(naming.region(), policy.consistency(), policy.holdOff());
    this.fingerprint =
        Fingerprint.of(
            "%s version %d in %s %s %s"
                .formatted(
                    codec == null ? "" : codec.schema(),
                    naming.version(),
                    region.name(),
                    region.consistency(),
                    region.holdOff()));
    this.keys = keys;
    this.codec = codec;
    this.payloads =
        PayloadFormat.of(
            region.name(),
            codec == null ? CompressionPolicy.DEFAULT : policy.compression(),
            largest(policy, near));
    this.tags = tags;
    this.policy = policy;
    this.near = near;
    this.lifetime = lifetime;
    this.onlyGroup =
        parameters.isEmpty() && tenant == null ? newGroup(ParameterValues.none()) : null;
  }

  /** How many bytes a value has at most that any tier keeps, before it is compressed. */
  private static int largest(RegionPolicy policy, @Nullable NearCache near) {
    long inNear = near == null ? 0 : policy.near().largestValue();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(policy.maximumValueBytes(), inNear));
  }

  /** {@code application:loader}. */
  public String base() {
    return base;
  }

  /** What all keys under these parameters have in common. */
  public EntryGroup group(ParameterValues values) {
    EntryGroup only = onlyGroup;
    return only == null ? newGroup(values) : only;
  }

  private EntryGroup newGroup(ParameterValues values) {
    StringBuilder variant = new StringBuilder();
    for (ParameterFormat<?> parameter : parameters) {
      variant.append('[').append(parameter.toText(values)).append(']');
    }
    return new EntryGroup(
        base,
        tenant == null ? "" : '[' + tenant.toText(values) + ']',
        variant.append(':').append(fingerprint).toString(),
        fingerprint.value(),
        region);
  }

  /**
   * What is invalidated when a key becomes stale.
   *
   * @param tenantId the tenant id that it is stale under; ignored where the loader has no tenant
   */
  public StaleKey stale(@Nullable Object tenantId, K key) {
    ParameterFormat<?> format = tenant;
    String which =
        format == null
            ? ""
            : '[' + format.toText(requireNonNull(tenantId, "the tenant id is null")) + ']';
    return new StaleKey(base + which, keys.toText(key), region);
  }

  /** What is invalidated when all keys become stale. */
  public StaleLoader stale() {
    return new StaleLoader(base, region);
  }

  /**
   * How the names of the entries are told from others.
   *
   * @param tenantId of the tenant whose entries they are; null: any
   */
  public EntryNames names(@Nullable Object tenantId) {
    ParameterFormat<?> format = tenant;
    return new EntryNames(
        base,
        format != null,
        format == null || tenantId == null ? null : '[' + format.toText(tenantId) + ']',
        format != null || !parameters.isEmpty(),
        region);
  }

  /** The region of the entries. */
  public Region region() {
    return region;
  }

  /** The tier's name of a key. */
  public TierKey key(EntryGroup group, K key) {
    return new TierKey(group, keys.toText(key));
  }

  /** The near tier's name of a key. */
  public NearKey nearKey(EntryGroup group, K key) {
    return key instanceof Long || key instanceof Integer
        ? NearKey.of(group, ((Number) key).longValue())
        : NearKey.of(group, keys.toText(key));
  }

  /**
   * The bytes of a value; null if its codec cannot write it, or there is none. That value then
   * stays out of the tier: a cache must not fail a page.
   */
  public byte @Nullable [] encode(C cached) {
    try {
      return codec == null ? null : codec.encode(cached);
    } catch (RuntimeException e) {
      warn("A value of {} cannot be written and stays out of the distributed tier", e);
      return null;
    }
  }

  /**
   * What tiers keep of these bytes: they are compressed where that pays. Null if that fails; the
   * value then stays out of the tier.
   */
  public byte @Nullable [] pack(byte[] encoded, CompressionMeter meter) {
    try {
      return payloads.pack(encoded, meter);
    } catch (RuntimeException e) {
      warn("A value of {} cannot be compressed and stays out of the distributed tier", e);
      return null;
    }
  }

  /** What the entry of a key can be cleared by; null if the loader fails to say: put no entry. */
  public @Nullable Set<String> tags(K key) {
    try {
      return Set.copyOf(tags.apply(key));
    } catch (RuntimeException e) {
      warn("The tags of a key of {} are not known and its value stays out of shared tiers", e);
      return null;
    }
  }

  private void warn(String what, RuntimeException reason) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(what + " ({}). Said once per loader.", loader, reason.getClass().getSimpleName());
    }
  }

  /** Says once that a value is too large for every tier. */
  public void oversized(int bytes) {
    if (warnedOfSize.compareAndSet(false, true)) {
      boolean isNear = near != null;
      LOG.warn(
          "A value of {} has {} bytes and is kept in no tier. Region '{}' allows {} in the"
              + " distributed tier (setting maximum-value-size), {} on the heap"
              + " (near.heap-value-size) and {} below it (near.disk-value-size). Said once per"
              + " loader.",
          loader,
          bytes,
          region.name(),
          policy.maximumValueBytes(),
          isNear ? policy.near().heapValueBytes() : 0,
          isNear ? policy.near().largestBelowHeap() : 0);
    }
  }

  /** The value of which a tier keeps these bytes; null if they cannot be read. */
  public @Nullable C decode(byte[] payload, CompressionMeter meter) {
    try {
      return codec == null ? null : codec.decode(payloads.unpack(payload, meter));
    } catch (RuntimeException e) {
      // Not only UndecodableException: codecs are code of others, and bytes that cannot be read are
      // a miss, whatever the reader says about them. Counted by the caller.
      return null;
    }
  }

  /** The value of an entry of the near tier; null if it has none, or it cannot be read. */
  @SuppressWarnings("unchecked") // the near tier has under a name what was put under it
  public @Nullable C valueOf(NearEntry entry, CompressionMeter meter) {
    C form = (C) entry.form();
    byte[] payload = entry.payload();
    return form != null || payload == null ? form : decode(payload, meter);
  }

  /** Says once that expired values are answered. */
  public void graceUsed(RuntimeException reason) {
    if (warnedOfGrace.compareAndSet(false, true)) {
      LOG.warn(
          "{}. Values whose time is over by less than {} are answered instead (region '{}', setting"
              + " near.grace), and counted as stale. Said once per loader.",
          reason.getMessage(),
          policy.near().grace(),
          region.name());
    }
  }

  /** Whether a value lives no longer than absence does. */
  public boolean isBrief(C cached) {
    return cached instanceof Brief form && form.isBrief();
  }

  public RegionPolicy policy() {
    return policy;
  }

  /** How long its entries live. */
  public Lifetime lifetime() {
    return lifetime;
  }

  /** The near cache of the region; null if it has none. */
  public @Nullable NearCache near() {
    return near;
  }

  private record ParameterFormat<T>(Parameter<T> parameter, KeyFormat<T> format) {

    static <T> ParameterFormat<T> of(Parameter<T> parameter) {
      return new ParameterFormat<>(parameter, KeyFormat.of(parameter.type()));
    }

    /** The length comes first, so that a value cannot imitate the end of its own brackets. */
    String toText(ParameterValues values) {
      return toText((Object) values.require(parameter));
    }

    String toText(Object value) {
      String text = format.toText(parameter.type().cast(value));
      return parameter.name() + "=" + text.length() + "=" + text;
    }
  }
}
