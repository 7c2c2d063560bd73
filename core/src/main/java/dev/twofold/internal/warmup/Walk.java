package dev.twofold.internal.warmup;

import dev.twofold.error.TierException;
import dev.twofold.loader.KeySource;
import dev.twofold.warmup.WarmupPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks the keys of a plan in batches. What fails is tried again, a few times, before it is skipped
 * and counted: a walk ends. Used by one thread.
 */
final class Walk<K> {

  /** How often a batch is tried, and the source of its keys asked. */
  private static final int ATTEMPTS = 3;

  private final WarmupPlan<K> plan;
  private final KeyReader<K> reader;
  private final Duration budget;
  private Tally tally;
  private KeySource.@Nullable Page<K> page;
  private List<K> open = List.of();
  private int failures;
  private @Nullable RuntimeException failure;

  /**
   * @param begun how far somebody has got
   * @param budget how long the source of the keys may take
   */
  Walk(WarmupPlan<K> plan, KeyReader<K> reader, Tally begun, Duration budget) {
    this.plan = plan;
    this.reader = reader;
    this.tally = begun;
    this.budget = budget;
  }

  /** What became of a step. */
  enum Step {
    /** There are more keys. */
    FURTHER,
    /** Something is to be tried again. */
    AGAIN,
    /** That was all. */
    END,
    /** The keys cannot be listed, because a tier or database does not answer. */
    HELD,
    /** The keys cannot be listed. */
    LOST
  }

  Tally tally() {
    return tally;
  }

  @Nullable RuntimeException failure() {
    return failure;
  }

  /** How often the same has failed by now. */
  int failures() {
    return failures;
  }

  /** How many keys there are; null: nobody knows. */
  @Nullable Long total() {
    try {
      OptionalLong total = asked(() -> plan.keys().total(budget));
      return total.isPresent() ? total.getAsLong() : null;
    } catch (RuntimeException e) {
      failure = e;
      return null;
    }
  }

  /** How many keys the next step reads at most. */
  int batchSize() {
    return page == null ? plan.batchSize() : open.size();
  }

  /** Reads one key of those that come next, to see whether that is possible. */
  void probe() {
    try {
      if (page == null) {
        list();
      }
    } catch (RuntimeException e) {
      failure = e;
    }
    if (!open.isEmpty()) {
      reader.read(open.subList(0, 1), plan.parameters());
    }
  }

  private KeySource.Page<K> list() {
    KeySource.Page<K> listed =
        asked(() -> plan.keys().page(tally.position(), plan.batchSize(), budget));
    page = listed;
    open = new ArrayList<>(new LinkedHashSet<>(listed.keys()));
    return listed;
  }

  /** What the source of the keys answers: an error would leave a plan that never ends. */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (Error e) {
      throw new IllegalStateException(
          "the source of the keys has thrown " + e.getClass().getName(), e);
    }
  }

  /** A failure that was not the keys' own does not count. */
  void forgive() {
    failures = 0;
  }

  /** Reads the next batch, or again what of it has failed. */
  Step step() {
    KeySource.Page<K> current = page;
    if (current == null) {
      try {
        current = list();
      } catch (TierException e) {
        failure = e;
        return Step.HELD;
      } catch (RuntimeException e) {
        return failed(e) ? Step.LOST : Step.AGAIN;
      }
      failures = 0;
    }
    return readOpen() ? next(current) : Step.AGAIN;
  }

  /** Whether nothing is left to be tried again. */
  private boolean readOpen() {
    if (open.isEmpty()) {
      return true;
    }
    KeyReader.Outcome<K> outcome = reader.read(open, plan.parameters());
    tally = tally.plus(outcome);
    open = outcome.failed();
    RuntimeException reason = outcome.failure();
    if (reason != null && !failed(reason)) {
      return false;
    }
    tally = tally.plusFailed(open.size());
    return true;
  }

  /** Takes a failure; whether it was the last that is put up with. */
  private boolean failed(RuntimeException reason) {
    failure = reason;
    failures++;
    return failures >= ATTEMPTS;
  }

  private Step next(KeySource.Page<K> finished) {
    page = null;
    open = List.of();
    failures = 0;
    tally = tally.at(finished.next());
    return finished.next() == null ? Step.END : Step.FURTHER;
  }
}
