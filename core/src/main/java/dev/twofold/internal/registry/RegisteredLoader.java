package dev.twofold.internal.registry;

import dev.twofold.error.ConfigurationException;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.key.Parameter;
import dev.twofold.loader.Loader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.Database;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A loader with everything that it needs to work, checked. A unique key of a row loader is a loader
 * too: of ids by value.
 *
 * @param name of the loader; for a unique key {@code Loader by attribute}
 * @param region the name of its region, for messages
 * @param parameters that belong to its identity
 * @param tenant the one of them whose value is the tenant id; null: none
 * @param normalization makes keys equal that the database calls equal
 * @param load loads cached forms
 * @param requestForm makes the request form of a cached form
 * @param batchLimit the largest number of keys of one call of {@code load}
 * @param database where it reads; null: from no database of the engine
 * @param tierFormat how its entries look in shared tiers; null: it has none there
 * @param shared whether requests share its values, in tiers if there are any
 * @param uniqueKeys the unique keys of its rows
 * @param impact which of its keys a write makes stale
 * @param <K> type of keys
 * @param <C> type of cached forms
 * @param <V> type of request forms
 */
public record RegisteredLoader<K, C, V>(
    String name,
    String region,
    Set<Parameter<?>> parameters,
    @Nullable Parameter<?> tenant,
    UnaryOperator<K> normalization,
    LoadFunction<K, C> load,
    RequestForm<K, C, V> requestForm,
    int batchLimit,
    @Nullable Database database,
    @Nullable TierFormat<K, C> tierFormat,
    boolean shared,
    List<RegisteredUniqueKey<?, K, V>> uniqueKeys,
    Impact<K> impact) {

  public RegisteredLoader {
    if (batchLimit < 1) {
      throw new ConfigurationException(
          "%s: a statement of its database takes %d keys; needed: 1 or more"
              .formatted(name, batchLimit));
    }
  }

  /** The parameters that belong to the identity of a loader: those it names, and its tenant. */
  static Set<Parameter<?>> identity(Loader<?, ?> loader) {
    Set<Parameter<?>> all = new HashSet<>(loader.parameters());
    Parameter<?> tenant = loader.tenant();
    if (tenant != null) {
      all.add(tenant);
    }
    return Set.copyOf(all);
  }

  /** What is invalidated when all of its keys become stale. */
  public StaleLoader stale() {
    TierFormat<K, C> format = tierFormat;
    return format == null
        ? new StaleLoader(name, new Region(region, Consistency.AVAILABLE, Duration.ZERO))
        : format.stale();
  }

  /** Whether writes through a database can make its values stale. */
  public boolean dependsOn(Database writer) {
    return impact instanceof DeclaredImpact<K> declared
        ? declared.isWrittenBy(writer)
        : database == null || database.equals(writer);
  }

  /** Loaders are what they are, not what they consist of; they are keys of maps on hot paths. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return name + " (region " + region + ")";
  }
}
