package dev.twofold.warmup;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.KeySource;
import dev.twofold.loader.Loader;
import java.util.Collection;

/**
 * What is warmed, when, and how gently. Each batch is read as a request would read it: what Redis
 * has gets into the near tier, what it has not is loaded and gets into both.
 *
 * <pre>{@code
 * WarmupPlan.of("front page", StoryLoader.class, List.of(1L, 2L, 3L)).keysPerSecond(200)
 * }</pre>
 *
 * @param name what it is called in progress, logs and Redis; 1 to 64 letters, digits, {@code .},
 *     {@code _}, {@code -} and spaces; unique within an engine, and the same on all nodes
 * @param loader whose values are read
 * @param keys which
 * @param schedule when; default {@link WarmupSchedule#atStart}
 * @param batchSize how many keys are read at once, 1 to 10,000; default 100
 * @param keysPerSecond how many keys are read in a second at most; zero, the default: what the
 *     setting {@code warmup.keys-per-second} says
 * @param parameters under which it reads; default none
 * @param <K> type of keys
 */
public record WarmupPlan<K>(
    String name,
    Class<? extends Loader<K, ?>> loader,
    KeySource<K> keys,
    WarmupSchedule schedule,
    int batchSize,
    int keysPerSecond,
    ParameterValues parameters) {

  private static final int MOST_KEYS = 10_000;

  public WarmupPlan {
    requireNonNull(loader, "loader");
    requireNonNull(keys, "keys");
    requireNonNull(schedule, "schedule");
    requireNonNull(parameters, "parameters");
    check(
        name.matches("[A-Za-z0-9._ -]{1,64}"),
        name,
        "name",
        name,
        "1 to 64 letters, digits, '.', '_', '-' and spaces");
    check(
        batchSize >= 1 && batchSize <= MOST_KEYS,
        name,
        "batchSize",
        batchSize,
        "1 to " + MOST_KEYS);
    check(
        keysPerSecond >= 0,
        name,
        "keysPerSecond",
        keysPerSecond,
        "1 or more, or zero (the setting 'warmup.keys-per-second')");
  }

  private static void check(boolean valid, String plan, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "warm-up plan '%s': '%s' is '%s'; allowed: %s".formatted(plan, key, value, allowed));
    }
  }

  /** A plan for keys of a source, with everything else at its default. */
  public static <K> WarmupPlan<K> of(
      String name, Class<? extends Loader<K, ?>> loader, KeySource<K> keys) {
    return new WarmupPlan<>(
        name, loader, keys, WarmupSchedule.atStart(), 100, 0, ParameterValues.none());
  }

  /** A plan for keys that are known already, with everything else at its default. */
  public static <K> WarmupPlan<K> of(
      String name, Class<? extends Loader<K, ?>> loader, Collection<? extends K> keys) {
    return of(name, loader, KeySource.of(keys));
  }

  /** This plan at other times. */
  public WarmupPlan<K> schedule(WarmupSchedule other) {
    return new WarmupPlan<>(name, loader, keys, other, batchSize, keysPerSecond, parameters);
  }

  /** This plan with batches of another size. */
  public WarmupPlan<K> batchSize(int other) {
    return new WarmupPlan<>(name, loader, keys, schedule, other, keysPerSecond, parameters);
  }

  /** This plan at another pace. */
  public WarmupPlan<K> keysPerSecond(int other) {
    return new WarmupPlan<>(name, loader, keys, schedule, batchSize, other, parameters);
  }

  /** This plan under other parameters. */
  public WarmupPlan<K> parameters(ParameterValues other) {
    return new WarmupPlan<>(name, loader, keys, schedule, batchSize, keysPerSecond, other);
  }
}
