package dev.twofold.redisson;

import dev.twofold.error.TierException;
import dev.twofold.tier.EntrySearch;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.redisson.config.NameMapper;

/**
 * Looks through the keys of one master after the other, a script at a time. A script finds its way
 * by the control record of a partition, so that a search goes through one partition of each master,
 * and each of its scripts looks at the keys of all partitions there. Where nobody knows which
 * master has what, it goes through all partitions. Used by one thread.
 *
 * <p>A place in the keys of a server means nothing to another: when a replica was promoted, the
 * search of that master begins again; when partitions have moved, that of all has to.
 */
final class Search implements EntrySearch {

  private static final String BEGINNING = "0";

  /** Servers that take each other's place so often are no failover. */
  private static final int MOST_BEGINNINGS = 16;

  private static final int SERVER = 0;
  private static final int SIZE = 1;
  private static final int CURSOR = 2;
  private static final int NAMES = 3;

  private final ScriptCalls scripts;
  private final Layout layout;
  private final Shards shards;
  private final NameMapper names;
  private final String pattern;
  private final int step;

  /** Which partitions have one master: for each, the first of them. Empty: not begun. */
  private List<Integer> together = List.of();

  /** Those to go through. */
  private List<Integer> stages = List.of();

  private int stage;
  private String cursor = BEGINNING;
  private String server = "";
  private long looked;
  private int beginnings;

  Search(
      ScriptCalls scripts,
      Layout layout,
      Shards shards,
      NameMapper names,
      String pattern,
      int step) {
    this.scripts = scripts;
    this.layout = layout;
    this.shards = shards;
    this.names = names;
    this.pattern = pattern;
    this.step = step;
  }

  @Override
  public Step next(Duration budget) {
    Deadline deadline = Deadline.after(budget);
    if (stages.isEmpty()) {
      begin(deadline);
    }
    int partition = stages.get(stage);
    Reply reply =
        send(
            new Command(Script.SEARCH, partition)
                .add(cursor)
                .add(names.map(layout.search(partition, isSharedBySeveral(), pattern)))
                .add(step),
            deadline);
    if (!server.isEmpty() && !server.equals(reply.text(SERVER))) {
      return again(reply.text(SERVER));
    }
    server = reply.text(SERVER);
    cursor = reply.text(CURSOR);
    looked += step;
    double share = Math.min(1, (double) looked / Math.max(1, reply.number(SIZE)));
    if (cursor.equals(BEGINNING)) {
      stage++;
      server = "";
      looked = 0;
      share = 0;
    }
    boolean last = stage == stages.size();
    if (last && !together.equals(together())) {
      throw new TierException(
          "Redis has moved partitions between masters during a search; search again", null);
    }
    return new Step(found(reply), last ? 1 : (stage + share) / stages.size(), last);
  }

  /** The circuits of shards can tell masters apart only once the client is connected. */
  private void begin(Deadline deadline) {
    if (shards.areSeveral()) {
      send(new Command(Script.INSPECT, 0).add(false).add(0), deadline);
    }
    together = together();
    stages = together.stream().distinct().toList();
  }

  private Reply send(Command command, Deadline deadline) {
    return scripts.sendAll("a step of a search", List.of(command), 0, deadline).get(0);
  }

  private List<Integer> together() {
    Map<String, Integer> first = new HashMap<>();
    return IntStream.range(0, layout.partitions())
        .mapToObj(
            partition -> {
              String shard = shards.of(partition);
              return shard.equals(Shards.WHOLE)
                  ? partition
                  : first.computeIfAbsent(shard, name -> partition);
            })
        .toList();
  }

  /** Whether one search of a server finds what is in all of its partitions. */
  private boolean isSharedBySeveral() {
    return stages.size() < layout.partitions();
  }

  private Step again(String by) {
    if (++beginnings > MOST_BEGINNINGS) {
      throw new TierException(
          "Redis has changed its server %d times during a search".formatted(beginnings), null);
    }
    server = by;
    cursor = BEGINNING;
    looked = 0;
    return new Step(Set.of(), (double) stage / stages.size(), false);
  }

  private Set<String> found(Reply reply) {
    Set<String> found = new HashSet<>();
    for (int i = NAMES; i < reply.size(); i++) {
      found.add(layout.untagged(names.unmap(reply.text(i))));
    }
    return found;
  }
}
