package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;

import dev.twofold.tier.Claim;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up entries, by one of two plans. Thread-safe. */
final class Lookups {

  private static final int GRANTED = 1;
  private static final int GRANTED_OVER_STRANGE = 2;
  private static final int BARRED = 3;
  private static final int STRANGE = 4;

  private final ScriptCalls scripts;
  private final Layout layout;
  private final Duration lease;
  private final PlanChoice plans;
  private final Variants variants;

  Lookups(ScriptCalls scripts, Layout layout, Duration lease, PlanChoice plans, Variants variants) {
    this.scripts = scripts;
    this.layout = layout;
    this.lease = lease;
    this.plans = plans;
    this.variants = variants;
  }

  /** The answers for different keys. */
  Map<TierKey, Lookup> lookUp(Set<TierKey> keys, Claim claim, Deadline deadline) {
    Map<TierKey, Lookup> answers = new HashMap<>();
    for (List<TierKey> portion : Portions.of(List.copyOf(keys), Portions.KEYS)) {
      List<Chunk<TierKey>> chunks = Chunk.of(portion, key -> key, layout);
      Set<EntryGroup> groups = new LinkedHashSet<>();
      chunks.forEach(chunk -> chunk.groups().forEach(group -> groups.add(group.group())));
      boolean readFirst = claim == Claim.LEASE && plans.readsFirst(groups);
      Map<TierKey, Lookup> found =
          readFirst
              ? readThenLease(portion, chunks, deadline)
              : readOrLease(describe(portion.size()), chunks, claim, deadline);
      if (claim == Claim.LEASE && !readFirst) {
        learn(groups, portion, found);
      }
      answers.putAll(found);
    }
    return answers;
  }

  static String describe(int keys) {
    return "a multi-get of " + keys + (keys == 1 ? " key" : " keys");
  }

  private void learn(
      Collection<EntryGroup> groups, List<TierKey> keys, Map<TierKey, Lookup> found) {
    Set<EntryGroup> missed = new LinkedHashSet<>();
    for (TierKey key : keys) {
      if (found.get(key) instanceof Lookup.Miss) {
        missed.add(key.group());
      }
    }
    groups.forEach(group -> plans.saw(group, missed.contains(group)));
  }

  private Map<TierKey, Lookup> readOrLease(
      String what, List<Chunk<TierKey>> chunks, Claim claim, Deadline deadline) {
    List<Command> commands = chunks.stream().map(chunk -> command(chunk, claim)).toList();
    return answers(chunks, scripts.send(what, commands, deadline));
  }

  /** Reads entries; whatever a script has to look at is asked for again. */
  private Map<TierKey, Lookup> readThenLease(
      List<TierKey> keys, List<Chunk<TierKey>> chunks, Deadline deadline) {
    List<String> names = new ArrayList<>();
    for (Chunk<TierKey> chunk : chunks) {
      chunk.entries().forEach(key -> names.add(layout.entry(chunk.partition(), key)));
    }
    List<Command> commands = chunks.stream().map(Lookups::inspection).toList();
    ScriptCalls.Answers read = scripts.send(describe(keys.size()), names, commands, deadline);
    Map<TierKey, Lookup> found = new HashMap<>();
    int first = 0;
    for (int i = 0; i < chunks.size(); i++) {
      int next = first + chunks.get(i).entries().size();
      Reply reply = read.replies().get(i);
      if (reply != null) {
        takeCurrent(chunks.get(i), reply, read.values().subList(first, next), found);
      }
      first = next;
    }
    List<TierKey> rest = keys.stream().filter(key -> !found.containsKey(key)).toList();
    Set<EntryGroup> groups = new LinkedHashSet<>();
    rest.forEach(key -> groups.add(key.group()));
    keys.stream()
        .map(TierKey::group)
        .distinct()
        .forEach(group -> plans.saw(group, groups.contains(group)));
    if (!rest.isEmpty()) {
      List<Chunk<TierKey>> missing = Chunk.of(rest, key -> key, layout);
      found.putAll(readOrLease(describe(rest.size()), missing, Claim.LEASE, deadline));
    }
    return found;
  }

  private static Command inspection(Chunk<TierKey> chunk) {
    Command command =
        new Command(Script.INSPECT, chunk.partition()).add(false).add(chunk.groups().size());
    for (Chunk.Group<TierKey> each : chunk.groups()) {
      command.add(each.group().base()).add(each.group().region().name());
    }
    return command;
  }

  private static void takeCurrent(
      Chunk<TierKey> chunk,
      Reply reply,
      List<byte @Nullable []> values,
      Map<TierKey, Lookup> found) {
    int position = 0;
    for (int i = 0; i < chunk.groups().size(); i++) {
      byte[] generations = (byte[]) reply.value(i);
      for (TierKey key : chunk.groups().get(i).entries()) {
        Lookup current =
            RecordFormat.current(key, values.get(position++), generations, reply.time());
        if (current != null) {
          found.put(key, current);
        }
      }
    }
  }

  /** The command for a chunk. */
  Command command(Chunk<TierKey> chunk, Claim claim) {
    Command command =
        new Command(Script.READ_OR_LEASE, chunk.partition())
            .add(claim == Claim.NONE ? 0 : WholeMillis.of(lease))
            .add(chunk.groups().size());
    for (Chunk.Group<TierKey> each : chunk.groups()) {
      variants.add(each.group());
      command.add(each.group(), each.entries().size());
      for (TierKey key : each.entries()) {
        command.key(layout.entry(chunk.partition(), key)).add(key.id());
      }
    }
    return command;
  }

  /** The answers to commands; chunks without a reply are misses. */
  static Map<TierKey, Lookup> answers(List<Chunk<TierKey>> chunks, List<@Nullable Reply> replies) {
    Map<TierKey, Lookup> answers = new HashMap<>();
    for (int i = 0; i < chunks.size(); i++) {
      Reply reply = replies.get(i);
      int position = 0;
      for (TierKey key : chunks.get(i).entries()) {
        answers.put(key, reply == null ? Lookup.miss() : answer(key, reply, position++));
      }
    }
    return answers;
  }

  private static Lookup answer(TierKey key, Reply reply, int position) {
    Object value = requireNonNull(reply.value(position));
    if (value instanceof byte[] stored) {
      return RecordFormat.lookup(key, stored, reply.time());
    }
    return switch (Math.toIntExact((Long) value)) {
      case GRANTED -> new Lookup.Granted(new Lease(key, reply.token()), false);
      case GRANTED_OVER_STRANGE -> new Lookup.Granted(new Lease(key, reply.token()), true);
      case BARRED -> new Lookup.Barred();
      case STRANGE -> new Lookup.Unknown(true);
      default -> Lookup.miss();
    };
  }
}
