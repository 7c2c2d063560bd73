package dev.twofold.internal.scope;

import static dev.twofold.internal.store.Absent.ABSENT;

import dev.twofold.internal.read.Waves;
import dev.twofold.internal.registry.Brief;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredUniqueKey;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.scope.RequestContents.Part;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.RegionPolicy;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads off what a request was made of, when somebody asks: requests record nothing for it. Used
 * once, by one thread.
 */
final class ContentsReading {

  private final LoaderRegistry registry;
  private final RequestStore store;
  private final List<Part<?, ?>> parts = new ArrayList<>();
  private final Set<StaleKey> entries = new HashSet<>();
  private final Set<String> tags = new HashSet<>();
  private @Nullable String obstacle;
  private @Nullable Duration timeToLive;

  ContentsReading(LoaderRegistry registry, RequestStore store) {
    this.registry = registry;
    this.store = store;
  }

  /**
   * Reads it.
   *
   * @param parameters those that the request was opened with
   */
  RequestContents read(ParameterValues parameters, ScopeWrites writes, Waves waves) {
    if (writes.hasWritten()) {
      refuse("the request has written");
    }
    if (store.isPrivate()) {
      refuse("the request primed a value, or read in a transaction or of expired values");
    }
    if (store.hadStale()) {
      refuse("an expired value was answered");
    }
    if (!waves.areOthersHeard()) {
      refuse("invalidations of other nodes do not arrive");
    }
    store.stores().forEach(this::add);
    if (parts.isEmpty()) {
      refuse("the request knows no entry");
    }
    return new RequestContents(
        registry,
        parameters,
        parts,
        obstacle,
        obstacle == null ? RequestContents.hash(parts, store) : null,
        entries,
        tags,
        timeToLive == null ? Duration.ZERO : timeToLive);
  }

  /** The first reason is told. */
  private void refuse(String reason) {
    obstacle = obstacle == null ? reason : obstacle;
  }

  private <K, C, V> void add(LoaderStore<K, C, V> known) {
    String loader = known.loader().name();
    if (known.counters().get(Counter.ERRORS) > 0) {
      refuse("a load of " + loader + " failed");
    }
    if (known.knownKeys().isEmpty()) {
      return;
    }
    if (known.partIfMade(Brief.class) != null) {
      refuse("a result stands for a failure");
    }
    TierFormat<K, C> format = known.loader().tierFormat();
    if (format == null) {
      refuse(loader + " has no entries in shared tiers");
      return;
    }
    if (format.region().isStrict()) {
      refuse("region '%s' of %s is strict".formatted(format.region().name(), loader));
    }
    RowsByKey<?, ?> rows = rowsBehind(known);
    List<K> keys = new ArrayList<>();
    for (K key : known.knownKeys()) {
      if (rows == null || !rows.has(known.peek(key), key)) {
        keys.add(key);
        add(known, format, key);
      }
    }
    if (!keys.isEmpty()) {
      parts.add(new Part<>(known.loader(), format, known.parameters(), keys));
    }
  }

  private <K, C> void add(LoaderStore<K, C, ?> known, TierFormat<K, C> format, K key) {
    TierKey name = known.tierKey(key);
    Set<String> its = format.tags(key);
    if (name == null || its == null) {
      refuse("an entry of " + known.loader().name() + " has no name, or tags that are not known");
      return;
    }
    entries.add(name.stale());
    tags.addAll(its);
    RegionPolicy policy = format.policy();
    boolean absent = known.peek(key) == ABSENT;
    if (absent && policy.negativeTimeToLive().isZero()) {
      refuse("region '%s' does not remember absence".formatted(format.region().name()));
    }
    Duration own =
        absent
            ? policy.negativeTimeToLive()
            : shorter(policy.timeToLive(), format.lifetime().timeToLive(known.parameters(), key));
    timeToLive = timeToLive == null ? own : shorter(own, timeToLive);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * The rows that a loader of ids by unique key is for. Whoever knows a row knows its unique keys
   * too, so that they need not be in any tier.
   */
  private @Nullable RowsByKey<?, ?> rowsBehind(LoaderStore<?, ?, ?> known) {
    for (LoaderStore<?, ?, ?> rows : store.stores()) {
      if (rows.parameters().equals(known.parameters())) {
        RowsByKey<?, ?> behind = RowsByKey.of(rows, known);
        if (behind != null) {
          return behind;
        }
      }
    }
    return null;
  }

  private record RowsByKey<K, V>(LoaderStore<K, ?, V> rows, RegisteredUniqueKey<?, K, V> key) {

    /** Null: they are not of the same loader. */
    static <K, V> @Nullable RowsByKey<K, V> of(
        LoaderStore<K, ?, V> rows, LoaderStore<?, ?, ?> ids) {
      for (RegisteredUniqueKey<?, K, V> uniqueKey : rows.loader().uniqueKeys()) {
        if (uniqueKey.ids().equals(ids.loader())) {
          return new RowsByKey<>(rows, uniqueKey);
        }
      }
      return null;
    }

    /** Whether the row of an id is known and has a value. */
    @SuppressWarnings("unchecked") // the unique key of a row leads to ids of its loader
    boolean has(@Nullable Object id, Object value) {
      V row = id == null || id == ABSENT ? null : rows.asValue(rows.peek((K) id));
      return row != null && value.equals(key.valueOf(row));
    }
  }
}
