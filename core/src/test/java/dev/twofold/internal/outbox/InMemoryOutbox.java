package dev.twofold.internal.outbox;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Outbox;
import dev.twofold.invalidation.OutboxRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows in memory, all of them old. Not thread-safe. */
final class InMemoryOutbox implements Outbox {

  private final Map<String, OutboxRow> rows = new LinkedHashMap<>();
  private final List<Search> searches = new ArrayList<>();
  private int deletes;
  private boolean broken;

  void add(OutboxRow row) {
    rows.put(row.id(), row);
  }

  /** Every call throws, or none any more. */
  void fail(boolean broken) {
    this.broken = broken;
  }

  List<String> ids() {
    return List.copyOf(rows.keySet());
  }

  List<Search> searches() {
    return List.copyOf(searches);
  }

  /** How many times somebody has had rows deleted. */
  int deletes() {
    return deletes;
  }

  @Override
  public void check() {}

  @Override
  public void delete(List<String> ids) {
    failIfTold();
    deletes++;
    ids.forEach(rows::remove);
  }

  @Override
  public Backlog handOver(Search search, Receiver receiver) {
    searches.add(search);
    failIfTold();
    long waiting = rows.size();
    Handled handled = receiver.handle(rows.values().stream().limit(search.most()).toList());
    handled.delivered().forEach(rows::remove);
    handled.undecodable().forEach(rows::remove);
    return new Backlog(
        waiting,
        Duration.ofSeconds(waiting),
        handled.delivered().size() + handled.undecodable().size());
  }

  private void failIfTold() {
    if (broken) {
      throw new TierException("the outbox was told to fail", null);
    }
  }
}
