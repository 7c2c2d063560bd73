package dev.twofold.internal.warmup;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.error.LoadException;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.Loader;
import dev.twofold.stats.LoaderStats;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys of one loader as a request would, for nobody: each batch in a scope of its own, so
 * that leases, circuits, limits and single flight hold for it. Thread-safe.
 */
final class KeyReader<K> {

  private final Function<ParameterValues, LoadScope> scopes;
  private final Class<? extends Loader<K, Object>> loader;
  private final String name;

  /**
   * @param scopes opens a scope that nothing is learned from
   * @param name of the loader in statistics
   */
  @SuppressWarnings("unchecked") // values are not looked at
  KeyReader(
      Function<ParameterValues, LoadScope> scopes,
      Class<? extends Loader<K, ?>> loader,
      String name) {
    this.scopes = scopes;
    this.loader = (Class<? extends Loader<K, Object>>) (Class<?>) loader;
    this.name = name;
  }

  /**
   * What became of some keys.
   *
   * @param warm how many of them needed no load
   * @param failed those that could not be read, also where an expired value stands in
   * @param failure of one of them; null: none failed
   */
  record Outcome<K>(
      long loaded, long warm, long absent, List<K> failed, @Nullable RuntimeException failure) {}

  Outcome<K> read(Collection<K> keys, ParameterValues parameters) {
    try (LoadScope scope = scopes.apply(parameters)) {
      Loaded<K, Object> answer = scope.findAll(loader, keys);
      LoaderStats stats = scope.stats().loader(name);
      List<K> failed =
          Stream.concat(answer.failed().keySet().stream(), answer.stale().stream()).toList();
      long loaded = stats.database();
      long absent = stats.absent() + stats.knownAbsent();
      return new Outcome<>(
          loaded,
          keys.size() - loaded - absent - failed.size(),
          absent,
          failed,
          failed.isEmpty() ? null : failure(answer));
    } catch (RuntimeException e) {
      return new Outcome<>(0, 0, 0, List.copyOf(keys), e);
    } catch (Error e) {
      // Of a loader: nobody waits for this, and whoever reads in the background has to go on.
      return new Outcome<>(
          0,
          0,
          0,
          List.copyOf(keys),
          new LoadException("%s has thrown %s".formatted(name, e.getClass().getName()), e));
    }
  }

  private RuntimeException failure(Loaded<K, ?> answer) {
    return answer.failed().values().stream()
        .findFirst()
        .orElseGet(
            () ->
                new LoadException(
                    "%s could not load %d keys, for which expired values stand in"
                        .formatted(name, answer.stale().size())));
  }
}
