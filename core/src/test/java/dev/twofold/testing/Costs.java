package dev.twofold.testing;

import dev.twofold.LoadScope;
import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.RefreshStats;
import dev.twofold.stats.ScopeStats;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a request has cost, as text to compare: every counter that is not zero, in the order of the
 * statistics, without times. Reading the costs of a loader also checks that every key is counted in
 * one place.
 */
public final class Costs {

  private Costs() {}

  /** Of the whole request, such as {@code waves=2 multiGets=1}. */
  public static String of(LoadScope scope) {
    return nonZero(scope.stats());
  }

  /** Of one loader, such as {@code asked=3 database=2 absent=1 batches=1}. */
  public static String of(LoadScope scope, String loader) {
    LoaderStats stats = scope.stats().loader(loader);
    checkSum(loader, stats);
    return nonZero(stats);
  }

  /** Of what was loaded again before its end, such as {@code due=50 refreshed=50 loads=1}. */
  public static String of(RefreshStats stats) {
    return nonZero(stats);
  }

  /** Checks that every key of every loader is counted in one place. */
  public static void check(ScopeStats stats) {
    stats.loaders().forEach(Costs::checkSum);
  }

  private static void checkSum(String loader, LoaderStats stats) {
    long answered =
        stats.request()
            + stats.near()
            + stats.distributed()
            + stats.knownAbsent()
            + stats.database()
            + stats.absent()
            + stats.stale()
            + stats.errors();
    if (stats.asked() != answered) {
      throw new AssertionError(
          "%s was asked %d keys and counts %d answers: %s"
              .formatted(loader, stats.asked(), answered, nonZero(stats)));
    }
  }

  private static String nonZero(Record stats) {
    return Arrays.stream(stats.getClass().getRecordComponents())
        .filter(component -> component.getType() == long.class)
        .filter(component -> !read(component, stats).equals(0L))
        .map(component -> component.getName() + "=" + read(component, stats))
        .collect(Collectors.joining(" "));
  }

  private static Object read(RecordComponent component, Record stats) {
    try {
      return component.getAccessor().invoke(stats);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
