package dev.twofold.testing;

import dev.twofold.tier.EntrySearch;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** The search of an {@link InMemoryTier}: through all names, whatever pattern was asked for. */
final class InMemorySearch implements EntrySearch {

  private final List<String> names;
  private final int step;
  private int looked;

  InMemorySearch(List<String> names, int step) {
    this.names = names;
    this.step = step;
  }

  @Override
  public Step next(Duration budget) {
    int end = Math.min(names.size(), looked + step);
    List<String> found = names.subList(looked, end);
    looked = end;
    boolean last = looked == names.size();
    return new Step(new HashSet<>(found), last ? 1 : (double) looked / names.size(), last);
  }
}
