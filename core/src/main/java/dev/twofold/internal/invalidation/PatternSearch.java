package dev.twofold.internal.invalidation;

import static java.util.Objects.requireNonNull;

import dev.twofold.MatchingKeys;
import dev.twofold.internal.registry.EntryNames;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.tier.EntrySearch;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Searches for keys that match a pattern, and clears them step by step.
 *
 * <p>What is found is invalidated like any key. What is not found could come back all the same:
 * from a load that began before, and from a near tier that still has what the distributed tier has
 * dropped. So all rights to fill end before the search, and near tiers drop the loader after it; in
 * between nothing older than the beginning gets into the tier.
 *
 * @param loader whose keys they are
 * @param forget has the requests of the calling thread forget the loader
 */
record PatternSearch(
    RegisteredLoader<?, ?, ?> loader,
    EntryNames names,
    KeyPattern pattern,
    int entries,
    Consumer<Progress> observer,
    BooleanSupplier cancelled,
    EntrySearches searches,
    Delivery delivery,
    Runnable forget)
    implements MatchingKeys {

  private static final int MOST_ENTRIES = 10_000;

  static final int ENTRIES = 1_000;

  @Override
  public MatchingKeys step(int others) {
    if (others < 1 || others > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "a step looks at %d entries; allowed: 1 to %d".formatted(others, MOST_ENTRIES));
    }
    return with(others, observer, cancelled);
  }

  @Override
  public MatchingKeys onProgress(Consumer<Progress> other) {
    return with(entries, requireNonNull(other, "observer"), cancelled);
  }

  @Override
  public MatchingKeys cancelWhen(BooleanSupplier other) {
    return with(entries, observer, requireNonNull(other, "cancelled"));
  }

  private PatternSearch with(int step, Consumer<Progress> whom, BooleanSupplier when) {
    return new PatternSearch(loader, names, pattern, step, whom, when, searches, delivery, forget);
  }

  @Override
  public Progress count() {
    return search(stale -> true);
  }

  @Override
  public Progress clear() {
    forget.run();
    searches.revoke(loader.stale());
    Progress ended = search(stale -> delivery.invalidate(Invalidation.ofKeys(stale)));
    if (ended.finished()) {
      searches.revoke(loader.stale());
    }
    forget.run();
    return ended;
  }

  /** Does something with what each step finds. */
  private interface Treatment {
    boolean isConfirmed(Set<StaleKey> found);
  }

  private Progress search(Treatment treatment) {
    EntrySearch search = searches.begin(tierPattern(), entries);
    Progress progress = new Progress(0, 0, 0, false, true);
    while (!progress.finished() && !isCancelled()) {
      EntrySearch.Step step = searches.next(search);
      Set<StaleKey> keys = new HashSet<>();
      long found = 0;
      for (String name : step.names()) {
        StaleKey key = names.read(name);
        if (key != null && pattern.matches(key.id())) {
          keys.add(key);
          found++;
        }
      }
      boolean confirmed = treatment.isConfirmed(keys);
      progress =
          new Progress(
              progress.steps() + 1,
              progress.found() + found,
              Math.max(progress.share(), step.share()),
              step.last(),
              progress.confirmed() && confirmed);
      observer.accept(progress);
    }
    return progress;
  }

  private boolean isCancelled() {
    return Thread.currentThread().isInterrupted() || cancelled.getAsBoolean();
  }

  /** Parameters may have any text, so that they are left to be told apart by their names. */
  private String tierPattern() {
    return KeyPattern.quoted(names.base())
        + (names.hasParameters() ? "\\[*\\]:" : ":")
        + "?".repeat(EntryNames.FINGERPRINT)
        + ":"
        + pattern.forTier();
  }
}
