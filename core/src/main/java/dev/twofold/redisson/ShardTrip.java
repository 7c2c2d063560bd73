package dev.twofold.redisson;

import dev.twofold.error.TierException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Commands of one trip by the shards that they go to: which of these may be asked, and what is
 * learnt of them. Used by one thread.
 */
final class ShardTrip {

  private final Shards shards;
  private final Map<String, List<Integer>> positions = new LinkedHashMap<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final BitSet silent = new BitSet();
  private final int size;

  /** Asks the circuit of each shard. */
  ShardTrip(Shards shards, List<Command> commands) {
    this.shards = shards;
    this.size = commands.size();
    for (int i = 0; i < size; i++) {
      String shard = shards.of(commands.get(i).partition());
      positions.computeIfAbsent(shard, name -> new ArrayList<>()).add(i);
    }
    for (String shard : positions.keySet()) {
      if (!shards.permits(shard)) {
        leftOut.add(shard);
      }
    }
  }

  /** Whether it goes to shards that fail on their own. */
  boolean isDivided() {
    return !positions.containsKey(Shards.WHOLE);
  }

  /** The positions of commands that may be sent, in their order. */
  List<Integer> permitted() {
    BitSet all = new BitSet(size);
    all.set(0, size);
    leftOut().stream().forEach(all::clear);
    return all.stream().boxed().toList();
  }

  /** The positions of the others. */
  BitSet leftOut() {
    BitSet out = new BitSet(size);
    leftOut.forEach(shard -> positions.getOrDefault(shard, List.of()).forEach(out::set));
    return out;
  }

  /** The positions of commands that were sent to shards of which nothing was heard. */
  BitSet silent() {
    return silent;
  }

  /**
   * Tells the circuits what became of the commands that were sent. A shard that has answered one of
   * them is there: a slot that is moving to another one has it refuse others.
   *
   * @param replies by position; null where there is none
   * @param nanos how long the reply at a position took
   * @param hadTime whether it was long enough that no answer means something
   */
  void learn(List<@Nullable Reply> replies, IntToLongFunction nanos, boolean hadTime) {
    positions.forEach(
        (shard, its) -> {
          if (leftOut.contains(shard)) {
            return;
          }
          long took = its.stream().mapToLong(nanos::applyAsLong).max().orElse(0);
          if (its.stream().anyMatch(position -> replies.get(position) != null)) {
            shards.answered(shard, took);
            return;
          }
          if (!shard.equals(Shards.WHOLE)) {
            its.forEach(silent::set);
          }
          if (hadTime) {
            shards.failed(shard, took, new TierException(shard + " did not answer", null));
          } else {
            shards.abandoned(shard);
          }
        });
  }
}
