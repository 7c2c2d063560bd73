package dev.twofold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.twofold.LoadScope;
import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.ScopeStats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one request may answer, and what it has answered. */
final class Request {

  /** Stands for the absence that a request has answered. */
  private static final Object NOTHING = new Object();

  private final Truth truth;
  private final LoadScope scope;

  /** The position in time of the oldest version that the request may answer with. */
  private final Map<Cell, Integer> floors;

  /** What the request has answered: from now on it answers the same instance. */
  private final Map<Cell, Object> seen = new HashMap<>();

  /** What it had answered before the question that may read something anew. */
  private final Map<Cell, Object> seenBefore = new HashMap<>();

  /** What the request knows because a load told it. */
  private final Set<Cell> loaded = new HashSet<>();

  private final Set<Cell> formed = new HashSet<>();
  private final Set<Cell> everFailed = new HashSet<>();

  /** What is being read anew, and the position in time at which that began. */
  private final Map<Cell, Integer> refreshing = new HashMap<>();

  private final Map<String, Integer> unanswered = new HashMap<>();
  private final List<Handle> handles = new ArrayList<>();
  private int loads;

  Request(Truth truth, LoadScope scope) {
    this.truth = truth;
    this.scope = scope;
    this.floors = truth.readFloors();
  }

  LoadScope scope() {
    return scope;
  }

  List<Handle> handles() {
    return handles;
  }

  /** How many calls of load functions there were. */
  int loads() {
    return loads;
  }

  void loads(List<Cell> cells) {
    loads++;
    for (Cell cell : cells) {
      if (cell.target() != Target.NAMES && !refreshing.containsKey(cell)) {
        assertThat(loaded).as("given to a load function again").doesNotContain(cell);
        assertThat(seen).as("loaded though it was known").doesNotContainKey(cell);
      }
    }
  }

  void loaded(Collection<Cell> cells) {
    loaded.addAll(cells);
  }

  void failed(Collection<Cell> cells) {
    everFailed.addAll(cells);
  }

  void forms(Cell cell) {
    assertThat(formed.add(cell) || refreshing.containsKey(cell))
        .as("request form of %s made once", cell)
        .isTrue();
  }

  boolean hasFailed(Cell cell) {
    return everFailed.contains(cell);
  }

  boolean knowsValue(Cell cell) {
    return seen.getOrDefault(cell, NOTHING) != NOTHING;
  }

  /** The request answered a question. */
  void answered(Cell cell, @Nullable Object value) {
    if (!refreshing.containsKey(cell)) {
      answeredAsBefore(cell, value);
    } else if (value != null) {
      // Asked by a load in the middle of a question by unique key.
      answeredOrReplaced(cell, value);
    } else if (readAnew(cell).contains(Truth.ABSENT)) {
      // Asked by a load in the middle of a refresh that has found it gone.
      seen.put(cell, NOTHING);
    } else {
      answeredAsBefore(cell, null);
    }
  }

  private void answeredAsBefore(Cell cell, @Nullable Object value) {
    Object answer = value == null ? NOTHING : value;
    Object before = seen.putIfAbsent(cell, answer);
    if (before == null) {
      assertAllowed(cell, value == null ? Truth.ABSENT : World.version(value));
    } else {
      assertThat(answer).as("the instance of %s", cell).isSameAs(before);
    }
  }

  /**
   * The request answered a question that may have made it read a row anew: one by unique key, where
   * what was known turned out to be out of date. If others have renamed the row, the answer may
   * have both: what was known, under the old name, and the new row under the new one.
   */
  void answeredOrReplaced(Cell cell, Object value) {
    if (seenBefore.get(cell) == value) {
      return;
    }
    if (!seenBefore.containsKey(cell)
        && seen.getOrDefault(cell, value) != value
        && !readAnew(cell).contains(World.version(value))) {
      // It was known, for instance by a question that failed for another key.
      assertAllowed(cell, World.version(value));
      return;
    }
    if (seen.getOrDefault(cell, value) != value) {
      assertThat(readAnew(cell)).as("new %s", cell).contains(World.version(value));
      seen.remove(cell);
    }
    answeredAsBefore(cell, value);
  }

  /** The request answered from the database. */
  void refreshed(Cell cell, @Nullable Object value) {
    int version = value == null ? Truth.ABSENT : World.version(value);
    assertThat(readAnew(cell)).as("versions of refreshed %s", cell).contains(version);
    seen.put(cell, value == null ? NOTHING : value);
  }

  /** What the database has had since it was to be read anew: now, unless others write too. */
  private List<Integer> readAnew(Cell cell) {
    return truth.since(cell, refreshing.getOrDefault(cell, truth.now(cell)));
  }

  void assertAllowed(Cell cell, int version) {
    assertThat(allowed(cell)).as("versions of %s", cell).contains(version);
  }

  List<Integer> allowed(Cell cell) {
    return truth.since(cell, floors.getOrDefault(cell, 0));
  }

  /** The request answered that it could not load. */
  void couldNotLoad(Cell cell) {
    if (!everFailed.contains(cell)) {
      fail("%s failed, but no load of it did", cell);
    }
  }

  void foundNothing(Cell cell) {
    assertThat(knowsValue(cell)).as("%s is known", cell).isFalse();
    unanswered.merge(cell.target().loader(), 1, Integer::sum);
  }

  void primed(Cell cell, Object value, boolean taken) {
    if (taken) {
      assertThat(knowsValue(cell)).as("%s was known", cell).isFalse();
      seen.put(cell, value);
    }
  }

  void invalidated(Cell cell) {
    floors.put(cell, truth.readFloor(cell));
    seen.remove(cell);
    loaded.remove(cell);
    formed.remove(cell);
  }

  void refreshing(Collection<Cell> cells) {
    cells.forEach(cell -> refreshing.put(cell, truth.now(cell)));
    seenBefore.putAll(seen);
  }

  void refreshingEnds() {
    refreshing.clear();
    seenBefore.clear();
  }

  /** What holds of the statistics at any time. */
  void assertStats() {
    ScopeStats stats = scope.stats();
    boolean awaited = stats.total().awaited() > 0;
    assertThat(stats.multiGets()).isLessThanOrEqualTo((awaited ? 6 : 1) * stats.waves());
    assertThat(stats.multiSets()).isLessThanOrEqualTo((awaited ? 2 : 1) * stats.waves());
    stats.loaders().forEach((loader, counted) -> assertStats(loader, counted, stats.waves()));
  }

  private void assertStats(String loader, LoaderStats counted, long waves) {
    long sum =
        counted.request()
            + counted.near()
            + counted.distributed()
            + counted.knownAbsent()
            + counted.database()
            + counted.absent()
            + counted.stale()
            + counted.errors();
    long open = handles.stream().filter(handle -> handle.isWaitingFor(loader)).count();
    assertThat(sum)
        .as("keys of %s counted as answered: %s", loader, counted)
        .isBetween(counted.asked() - unanswered.getOrDefault(loader, 0) - open, counted.asked());
    assertThat(counted.batches())
        .as("batches of %s", loader)
        .isLessThanOrEqualTo(
            (counted.awaited() > 0 ? 2 : 1) * Programs.batchesPerWave(loader) * waves);
  }
}
