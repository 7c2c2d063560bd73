package dev.twofold.internal.registry;

import dev.twofold.codec.Fingerprint;
import dev.twofold.codec.ValueCodec;
import dev.twofold.key.KeyFormat;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.RegionPolicy;
import dev.twofold.tier.TierKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the entries of one loader look in shared tiers.
 *
 * <p>The text of a key is {@code application:loader[parameters]:fingerprint:key}. The key comes
 * last and is the only part whose characters are free, so no two loaders can write the same text.
 *
 * @param <K> type of keys
 * @param <C> type of cached forms
 */
public final class TierFormat<K, C> {

  private static final Logger LOG = LoggerFactory.getLogger(TierFormat.class);

  private final String application;
  private final String loader;
  private final List<ParameterFormat<?>> parameters;
  private final Fingerprint fingerprint;
  private final KeyFormat<K> keys;
  private final ValueCodec<C> codec;
  private final RegionPolicy policy;
  private final AtomicBoolean warned = new AtomicBoolean();

  public TierFormat(
      String application,
      String loader,
      Set<Parameter<?>> parameters,
      int version,
      KeyFormat<K> keys,
      ValueCodec<C> codec,
      RegionPolicy policy) {
    this.application = application;
    this.loader = loader;
    this.parameters =
        parameters.stream()
            .sorted(Comparator.comparing(Parameter::name))
            .<ParameterFormat<?>>map(ParameterFormat::of)
            .toList();
    this.fingerprint = Fingerprint.of(codec.schema() + " version " + version);
    this.keys = keys;
    this.codec = codec;
    this.policy = policy;
  }

  /** What the texts of all keys under these parameters begin with. */
  public String prefix(ParameterValues values) {
    StringBuilder text = new StringBuilder(application).append(':').append(loader);
    for (ParameterFormat<?> parameter : parameters) {
      text.append('[').append(parameter.toText(values)).append(']');
    }
    return text.append(':').append(fingerprint).append(':').toString();
  }

  /** The tier's name of a key. */
  public TierKey key(String prefix, K key) {
    return new TierKey(prefix.concat(keys.toText(key)), fingerprint.value());
  }

  /**
   * The bytes of a value; null if its codec cannot write it. That value then stays out of the tier:
   * a cache must not fail a page.
   */
  public byte @Nullable [] encode(C cached) {
    try {
      return codec.encode(cached);
    } catch (RuntimeException e) {
      if (warned.compareAndSet(false, true)) {
        LOG.warn(
            "A value of {} cannot be written and stays out of the distributed tier ({}). Said once"
                + " per loader.",
            loader,
            e.getClass().getSimpleName());
      }
      return null;
    }
  }

  /** The value of some bytes; null if they cannot be read. */
  public @Nullable C decode(byte[] payload) {
    try {
      return codec.decode(payload);
    } catch (RuntimeException e) {
      // Not only UndecodableException: codecs are code of others, and bytes that cannot be read are
      // a miss, whatever the reader says about them. Counted by the caller.
      return null;
    }
  }

  public RegionPolicy policy() {
    return policy;
  }

  private record ParameterFormat<T>(Parameter<T> parameter, KeyFormat<T> format) {

    static <T> ParameterFormat<T> of(Parameter<T> parameter) {
      return new ParameterFormat<>(parameter, KeyFormat.of(parameter.type()));
    }

    /** The length comes first, so that a value cannot imitate the end of its own brackets. */
    String toText(ParameterValues values) {
      String text = format.toText(values.require(parameter));
      return parameter.name() + "=" + text.length() + "=" + text;
    }
  }
}
