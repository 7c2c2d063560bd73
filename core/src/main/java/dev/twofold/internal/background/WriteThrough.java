package dev.twofold.internal.background;

import dev.twofold.Loaded;
import dev.twofold.internal.invalidation.CommittedKeys;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.Refreshed;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.scope.RequestScope;
import dev.twofold.key.ParameterValues;
import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.RefreshStats;
import dev.twofold.stats.WriteThroughStats;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what transactions have written once their commits were told, so that the next reader finds
 * it. They are ordinary reads: the leases that they take see to it that nothing older than a later
 * write is put, and what the database computes is read as it is. Thread-safe.
 */
public final class WriteThrough implements CommittedKeys {

  private final LoadQueue queue = new LoadQueue("twofold-write-through");

  /**
   * Begins to take keys.
   *
   * @param scopes opens a scope and binds it to the thread
   */
  public void begin(Function<ParameterValues, RequestScope> scopes) {
    queue.begin(
        new LoadQueue.Worker() {
          @Override
          public <K, C, V> Refreshed load(
              RegisteredLoader<K, C, V> loader,
              ParameterValues parameters,
              Keys<K> keys,
              Duration window) {
            try (RequestScope scope = scopes.apply(parameters)) {
              return read(scope, loader, keys);
            }
          }
        });
  }

  /** A replica may not have it yet. */
  private static <K, V> Refreshed read(
      RequestScope scope, RegisteredLoader<K, ?, V> loader, Keys<K> keys) {
    Loaded<K, V> loaded = scope.with(Source.WRITER, () -> scope.findAll(loader, keys));
    int failed = loaded.failed().size();
    LoaderStats stats = scope.stats().loader(loader.name());
    int found = (int) (stats.near() + stats.distributed() + stats.knownAbsent());
    return new Refreshed(keys.size() - failed - found, found, 0, failed, (int) stats.statements());
  }

  @Override
  public <K> void committed(
      RegisteredLoader<K, ?, ?> loader, ParameterValues parameters, Set<K> keys) {
    queue.written(loader, parameters, keys);
  }

  /** What has become of keys so far. */
  public WriteThroughStats stats() {
    RefreshStats counted = queue.stats();
    return new WriteThroughStats(
        counted.due(),
        counted.refreshed(),
        counted.left(),
        counted.failed(),
        counted.dropped(),
        counted.statements());
  }

  /** Drops what waits, and waits for what is being loaded, no longer than it is told. */
  public void close(Duration patience) {
    queue.close(patience);
  }
}
