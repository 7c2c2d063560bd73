package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;

import dev.twofold.tier.Claim;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
  private final TierUse use;
  private final PlanChoice plans;
  private final Variants variants;

  Lookups(ScriptCalls scripts, Layout layout, TierUse use, PlanChoice plans, Variants variants) {
    this.scripts = scripts;
    this.layout = layout;
    this.use = use;
    this.plans = plans;
    this.variants = variants;
  }

  /** The answers in the order of the keys. */
  List<Lookup> lookUp(List<TierKey> keys, Claim claim, Deadline deadline) {
    List<Lookup> answers = new ArrayList<>(keys.size());
    for (List<TierKey> portion : Portions.of(keys, Portions.KEYS)) {
      answers.addAll(Arrays.asList(answers(portion, claim, deadline)));
    }
    return answers;
  }

  static String describe(int keys) {
    return "a multi-get of " + keys + (keys == 1 ? " key" : " keys");
  }

  private Lookup[] answers(List<TierKey> keys, Claim claim, Deadline deadline) {
    Set<EntryGroup> groups = new HashSet<>();
    keys.forEach(key -> groups.add(key.group()));
    Set<EntryGroup> missed = new HashSet<>();
    @Nullable Lookup[] found = new Lookup[keys.size()];
    boolean readsFirst = claim == Claim.LEASE && plans.readsFirst(groups);
    if (readsFirst) {
      read(keys, found, deadline);
    }
    Map<TierKey, Lookup> asked = readOrLease(without(keys, found), claim, deadline);
    Lookup[] answers = new Lookup[found.length];
    for (int i = 0; i < found.length; i++) {
      Lookup current = found[i];
      answers[i] = current == null ? requireNonNull(asked.get(keys.get(i))) : current;
      if (current == null
          && (readsFirst || answers[i] instanceof Lookup.Miss)
          && !(answers[i] instanceof Lookup.Unavailable)) {
        missed.add(keys.get(i).group());
      }
      if (answers[i] instanceof Lookup.Hit hit && !hit.tags().isEmpty()) {
        plans.sawTags(keys.get(i).group());
      }
    }
    if (claim == Claim.LEASE) {
      groups.forEach(group -> plans.saw(group, missed.contains(group)));
    }
    return answers;
  }

  /** The keys that have no answer. */
  private static List<TierKey> without(List<TierKey> keys, @Nullable Lookup[] found) {
    List<TierKey> rest = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        rest.add(keys.get(i));
      }
    }
    return rest;
  }

  /** Reads entries; what is not answered, a script has to look at. */
  private void read(List<TierKey> keys, @Nullable Lookup[] found, Deadline deadline) {
    List<Chunk> chunks = Chunk.of(keys.size(), keys::get, layout);
    List<List<String>> names = chunks.stream().map(chunk -> names(chunk, keys)).toList();
    List<Command> commands = chunks.stream().map(Lookups::inspection).toList();
    ScriptCalls.Answers read = scripts.send(describe(keys.size()), names, commands, deadline);
    for (int i = 0; i < chunks.size(); i++) {
      List<byte @Nullable []> values = read.values().get(i);
      Reply reply = read.replies().get(i);
      if (values != null && reply != null) {
        takeCurrent(chunks.get(i), keys, values, reply, found);
      } else if (read.isUnavailable(i)) {
        // Asking the same shard once more would only cost time, which the others need.
        Lookup unavailable = new Lookup.Unavailable(read.silent().get(i));
        chunks.get(i).forEachPosition(position -> found[position] = unavailable);
      }
    }
  }

  private List<String> names(Chunk chunk, List<TierKey> keys) {
    List<String> names = new ArrayList<>(chunk.size());
    for (Chunk.Group each : chunk.groups()) {
      for (int position : each.positions()) {
        names.add(layout.entry(chunk.partition(), keys.get(position)));
      }
    }
    return names;
  }

  private static Command inspection(Chunk chunk) {
    Command command =
        new Command(Script.INSPECT, chunk.partition()).add(false).add(chunk.groups().size());
    for (Chunk.Group each : chunk.groups()) {
      command.add(each.group().base()).add(each.group().region().name());
    }
    return command;
  }

  private static void takeCurrent(
      Chunk chunk,
      List<TierKey> keys,
      List<byte @Nullable []> values,
      Reply reply,
      @Nullable Lookup[] found) {
    long time = reply.time();
    int next = 0;
    for (int i = 0; i < chunk.groups().size(); i++) {
      byte[] generations = (byte[]) reply.value(i);
      for (int position : chunk.groups().get(i).positions()) {
        byte[] stored = values.get(next++);
        found[position] = RecordFormat.current(keys.get(position), stored, generations, time);
      }
    }
  }

  private Map<TierKey, Lookup> readOrLease(List<TierKey> keys, Claim claim, Deadline deadline) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    if (scripts.areShardsSeveral() && deadline.remainingNanos() <= 0) {
      // A shard that did not answer has used up the time of the others, too.
      Map<TierKey, Lookup> unknown = new HashMap<>();
      keys.forEach(key -> unknown.put(key, Lookup.miss()));
      return unknown;
    }
    Question question = question(keys, claim);
    String what = describe(keys.size());
    ScriptCalls.Answers answers = scripts.send(what, List.of(), question.commands(), deadline);
    question.unavailable(answers);
    return question.answers(answers.replies());
  }

  /** What is to be sent to look some keys up and take leases for what is missing. */
  Question question(List<TierKey> keys, Claim claim) {
    Map<TierKey, Lookup> answers = new HashMap<>(keys.size() * 4 / 3 + 1);
    List<TierKey> distinct = new ArrayList<>(keys.size());
    for (TierKey key : keys) {
      if (answers.putIfAbsent(key, Lookup.miss()) == null) {
        distinct.add(key);
      }
    }
    List<Chunk> chunks = Chunk.of(distinct.size(), distinct::get, layout);
    List<Command> commands = chunks.stream().map(chunk -> command(chunk, distinct, claim)).toList();
    return new Question(distinct, answers, chunks, commands);
  }

  private Command command(Chunk chunk, List<TierKey> keys, Claim claim) {
    Command command =
        new Command(Script.READ_OR_LEASE, chunk.partition())
            .add(claim == Claim.NONE ? 0 : WholeMillis.of(lease(chunk)))
            .add(chunk.groups().size());
    for (Chunk.Group each : chunk.groups()) {
      variants.add(each.group());
      command.add(each.group(), each.positions().length);
      for (int position : each.positions()) {
        TierKey key = keys.get(position);
        command.key(layout.entry(chunk.partition(), key)).add(key.id());
      }
    }
    return command;
  }

  /** The longest that any of them needs: they are taken together. */
  private Duration lease(Chunk chunk) {
    Duration longest = Duration.ZERO;
    for (Chunk.Group each : chunk.groups()) {
      Duration lease = use.lease(each.group());
      longest = lease.compareTo(longest) > 0 ? lease : longest;
    }
    return longest;
  }

  /**
   * Keys that are looked up.
   *
   * @param keys no two are the same
   * @param answers by key; at first there is nothing known of any
   * @param chunks how they are divided
   * @param commands one for each chunk
   */
  record Question(
      List<TierKey> keys,
      Map<TierKey, Lookup> answers,
      List<Chunk> chunks,
      List<Command> commands) {

    /** What a chunk asks for whose shard has not answered, only that would know. */
    void unavailable(ScriptCalls.Answers given) {
      for (int i = 0; i < chunks.size(); i++) {
        if (given.isUnavailable(i)) {
          Lookup unavailable = new Lookup.Unavailable(given.silent().get(i));
          chunks.get(i).forEachPosition(position -> answers.put(keys.get(position), unavailable));
        }
      }
    }

    /** Takes the replies to the commands; what a chunk without a reply asks for stays a miss. */
    Map<TierKey, Lookup> answers(List<@Nullable Reply> replies) {
      for (int i = 0; i < chunks.size(); i++) {
        Reply reply = replies.get(i);
        if (reply != null) {
          take(chunks.get(i), reply);
        }
      }
      return answers;
    }

    private void take(Chunk chunk, Reply reply) {
      long time = reply.time();
      int next = 0;
      for (Chunk.Group each : chunk.groups()) {
        for (int position : each.positions()) {
          TierKey key = keys.get(position);
          Object value = requireNonNull(reply.value(next++));
          answers.put(key, answer(key, value, reply, time));
        }
      }
    }

    private static Lookup answer(TierKey key, Object value, Reply reply, long time) {
      if (value instanceof byte[] stored) {
        return RecordFormat.lookup(key, stored, time);
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
}
