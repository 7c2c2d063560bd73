package dev.twofold.demo.cost;

import static java.util.Objects.requireNonNull;

import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.ScopeStats;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request has cost so far: read it late. The page reads it at its foot, the headers when all
 * of the page is in the buffer. Used by the thread of the request.
 */
public final class RequestCost {

  private static final double NANOS_PER_MILLISECOND = 1e6;

  private static final ScopeStats NOTHING =
      new ScopeStats(Map.of(), 0, 0, 0, 0, 0, 0, Duration.ZERO);

  /** What the engine says of the request, at one moment. */
  private record Figures(ScopeStats stats, LoaderStats total) {
    static Figures of(ScopeStats stats) {
      return new Figures(stats, stats.total());
    }
  }

  private final JdbcTally jdbc;
  private final Supplier<Figures> figures;
  private final long started;
  private String mode = "none";
  private String style = "none";
  private Set<String> subject = Set.of();
  private Duration rendering = Duration.ZERO;

  public RequestCost(JdbcTally jdbc, Supplier<ScopeStats> scope) {
    this(requireNonNull(jdbc, "jdbc"), () -> Figures.of(scope.get()), System.nanoTime());
    requireNonNull(scope, "scope");
  }

  private RequestCost(JdbcTally jdbc, Supplier<Figures> figures, long started) {
    this.jdbc = jdbc;
    this.figures = figures;
    this.started = started;
  }

  /** The cost of a request that loads nothing. */
  public static RequestCost none() {
    return new RequestCost(new JdbcTally(() -> {}), () -> NOTHING);
  }

  /**
   * The same for which the engine is asked now and never again: for who reads many figures, since
   * each makes the engine add up all of its counters.
   */
  RequestCost atOnce() {
    Figures now = figures.get();
    RequestCost same = new RequestCost(jdbc, () -> now, started);
    same.mode = mode;
    same.style = style;
    same.subject = subject;
    same.rendering = rendering;
    return same;
  }

  /** Notes how the page is loaded. */
  public void loadedBy(String modeName, String styleName) {
    mode = modeName;
    style = styleName;
  }

  /** Notes which loaders answer for what the page is about. */
  public void isAbout(Set<String> loaders) {
    subject = Set.copyOf(loaders);
  }

  /** Notes how long it took to make text of what was loaded. */
  public void rendered(Duration took) {
    rendering = took;
  }

  /** {@code twofold}, {@code naive}, or {@code none} for what loads nothing. */
  public String mode() {
    return mode;
  }

  /** {@code relations}, {@code plan}, {@code entities}, or {@code none} if not by Twofold. */
  public String style() {
    return style;
  }

  /** The farthest place that had to answer for what the page is about; null: none is noted. */
  public @Nullable String foundIn() {
    LoaderStats found =
        subject.stream().map(stats()::loader).reduce(LoaderStats.NONE, LoaderStats::plus);
    if (found.database() > 0) {
      return "database";
    }
    if (found.distributed() > 0) {
      return "Redis";
    }
    return found.near() > 0 ? "near tier" : null;
  }

  /** Statements that reached the driver. */
  public long statements() {
    return jdbc.statements();
  }

  /** Connections taken from the pool. */
  public long connections() {
    return jdbc.connections();
  }

  /** Statements that the engine says its loaders issued. */
  public long loaderStatements() {
    return total().statements();
  }

  /** Round trips to Redis. */
  public long redis() {
    return stats().distributedTrips();
  }

  /** Multi-gets among them. */
  public long multiGets() {
    return stats().multiGets();
  }

  /** Multi-sets among them. */
  public long fills() {
    return stats().multiSets();
  }

  /** Keys that the request store answered. */
  public long request() {
    return total().request();
  }

  /** Keys that the near tier answered. */
  public long near() {
    return total().near();
  }

  /** Keys of which Redis had the value. */
  public long distributed() {
    return total().distributed();
  }

  /** Keys of which the database had the value. */
  public long database() {
    return total().database();
  }

  /** Keys without a value. */
  public long absent() {
    return total().knownAbsent() + total().absent();
  }

  /** How often something had to be resolved below the request store. */
  public long waves() {
    return stats().waves();
  }

  /** Milliseconds since the request came. */
  public double milliseconds() {
    return milliseconds(elapsed());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  Duration rendering() {
    return rendering;
  }

  /** Of both modes at the driver, so that they can be compared. */
  Duration databaseTime() {
    return jdbc.time();
  }

  Duration redisTime() {
    return stats().distributedTime();
  }

  long asked() {
    return total().asked();
  }

  static double milliseconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLISECOND;
  }

  private ScopeStats stats() {
    return figures.get().stats();
  }

  private LoaderStats total() {
    return figures.get().total();
  }
}
