package dev.twofold.redisson;

import dev.twofold.tier.Claim;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts entries, gives up rights and asks again. Thread-safe. */
final class Fills {

  private static final byte[] NOTHING = {};

  private final ScriptCalls scripts;
  private final Layout layout;
  private final Lookups lookups;
  private final Shards shards;

  Fills(ScriptCalls scripts, Layout layout, Lookups lookups, Shards shards) {
    this.scripts = scripts;
    this.layout = layout;
    this.lookups = lookups;
    this.shards = shards;
  }

  Filled put(List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Deadline deadline) {
    BitSet accepted = new BitSet(fills.size());
    Set<String> lost = new HashSet<>();
    List<List<Fill>> portions = Portions.of(fills);
    int first = 0;
    for (int i = 0; i < portions.size() - 1; i++) {
      put(portions.get(i), first, List.of(), List.of(), accepted, lost, deadline);
      first += portions.get(i).size();
    }
    List<Fill> last = portions.isEmpty() ? List.of() : portions.get(portions.size() - 1);
    Map<TierKey, Lookup> answers = put(last, first, unused, awaited, accepted, lost, deadline);
    return new Filled(
        accepted,
        awaited.stream().map(key -> answers.getOrDefault(key, Lookup.miss())).toList(),
        lost);
  }

  static String describe(int keys) {
    return "a multi-set of " + keys + (keys == 1 ? " key" : " keys");
  }

  /**
   * One trip. Returns the answers for what is awaited.
   *
   * @param first the position of the first fill among all
   * @param lost takes the shards that have not answered
   */
  private Map<TierKey, Lookup> put(
      List<Fill> fills,
      int first,
      List<Lease> unused,
      List<TierKey> awaited,
      BitSet accepted,
      Set<String> lost,
      Deadline deadline) {
    List<Chunk> chunks = Chunk.of(fills.size(), i -> fills.get(i).key(), layout);
    Lookups.Question question = lookups.question(awaited, Claim.LEASE);
    List<Command> commands = new ArrayList<>();
    chunks.forEach(chunk -> commands.add(command(chunk, fills)));
    giveUp(unused, commands);
    int reads = commands.size();
    commands.addAll(question.commands());
    ScriptCalls.Answers answers =
        scripts.send(describe(fills.size()), List.of(), commands, deadline);
    List<@Nullable Reply> replies = answers.replies();
    for (int i = 0; i < replies.size(); i++) {
      if (answers.isUnavailable(i)) {
        lost.add(shards.of(commands.get(i).partition()));
      }
    }
    for (int i = 0; i < chunks.size(); i++) {
      accept(chunks.get(i), replies.get(i), first, accepted);
    }
    return question.answers(replies.subList(reads, replies.size()));
  }

  private static void accept(Chunk chunk, @Nullable Reply reply, int first, BitSet accepted) {
    if (reply == null) {
      return; // it may be there all the same: then with its right, and nobody relies on it
    }
    int next = 0;
    for (Chunk.Group each : chunk.groups()) {
      for (int position : each.positions()) {
        if (reply.number(next++) == 1) {
          accepted.set(first + position);
        }
      }
    }
  }

  private Command command(Chunk chunk, List<Fill> fills) {
    Command command = new Command(Script.FILL, chunk.partition()).add(chunk.groups().size());
    for (Chunk.Group each : chunk.groups()) {
      command.add(each.group(), each.positions().length);
      for (int position : each.positions()) {
        Fill fill = fills.get(position);
        byte[] payload = fill.payload();
        command
            .key(layout.entry(chunk.partition(), fill.key()))
            .add(fill.key().id())
            .add(fill.timeToLive())
            .add(kind(fill))
            .add(right(fill.right(), chunk.partition()))
            .add(fill.tags().size());
        fill.tags().forEach(command::add);
        command.add(payload == null ? NOTHING : payload);
      }
    }
    return command;
  }

  private static String kind(Fill fill) {
    if (fill.isConfirmation()) {
      return "K";
    }
    return fill.payload() == null ? "N" : "V";
  }

  private static byte[] right(FillRight right, int partition) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (right instanceof Lease lease) {
      bytes.write('L');
      bytes.writeBytes(Tokens.toBytes(lease.token()));
    } else {
      Moment moment = ((Vantage) right).moments().get(partition);
      bytes.write('S');
      bytes.writeBytes(
          (Math.max(0, moment.sequence()) + " " + moment.epoch()).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Leases travel with what is put in their partition, as far as there is room. */
  private void giveUp(List<Lease> unused, List<Command> commands) {
    Map<Integer, Command> roomy = new HashMap<>();
    commands.forEach(command -> roomy.put(command.partition(), command));
    for (Lease lease : unused) {
      int partition = layout.partition(lease.key());
      Command command = roomy.get(partition);
      if (command == null || command.keys().size() >= Chunk.LIMIT) {
        command = new Command(Script.FILL, partition).add(0);
        commands.add(command);
        roomy.put(partition, command);
      }
      command.key(layout.entry(partition, lease.key())).add(lease.token());
    }
  }
}
