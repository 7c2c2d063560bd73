package dev.twofold.redisson;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries stale: at once, or bracketing a commit. Whatever fails was perhaps done in part;
 * done again, it does no harm. Thread-safe.
 */
final class Invalidations {

  /** How often more variants may turn up while their loader is being invalidated. */
  private static final int ROUNDS = 4;

  private static final byte[] NO_BRACKET = {};

  /** Entries of one partition, few enough for one script with all their variants. */
  private record Part(int partition, List<StaleKey> keys) {}

  /**
   * One of the three operations that remove entries.
   *
   * @param verb for messages
   * @param script for entries
   * @param bracket the token that it concerns; empty: none
   * @param hold how long what it names stays closed; null: not at all
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Operation(String verb, Script script, byte[] bracket, @Nullable Duration hold) {}

  private final ScriptCalls scripts;
  private final Layout layout;
  private final Tokens tokens;
  private final Variants variants;
  private final int replicas;

  Invalidations(
      ScriptCalls scripts, Layout layout, Tokens tokens, Variants variants, int replicas) {
    this.scripts = scripts;
    this.layout = layout;
    this.tokens = tokens;
    this.variants = variants;
    this.replicas = replicas;
  }

  void invalidate(Invalidation stale, Deadline deadline) {
    run(new Operation("an invalidation", Script.INVALIDATE, NO_BRACKET, null), stale, deadline);
  }

  Bracket begin(Invalidation stale, Duration hold, Deadline deadline) {
    Token token = tokens.next();
    run(
        new Operation("the announcement", Script.BEGIN, Tokens.toBytes(token), hold),
        stale,
        deadline);
    return new Bracket(stale, token);
  }

  /** What the bracket does not name has no such bracket to end, so all of it may be sent alike. */
  void end(Bracket bracket, Invalidation others, Deadline deadline) {
    byte[] token = Tokens.toBytes(bracket.token());
    run(
        new Operation("an invalidation", Script.INVALIDATE, token, null),
        bracket.stale().and(others),
        deadline);
  }

  void revoke(Set<StaleLoader> loaders, Deadline deadline) {
    Invalidation stale = new Invalidation(Set.of(), loaders, Set.of(), Set.of());
    byte[] body = Message.body(stale);
    List<Command> commands = new ArrayList<>();
    for (int partition = 0; partition < layout.partitions(); partition++) {
      Command command = new Command(Script.REVOKE, partition);
      commands.add(addLoaders(command, stale).add(body));
    }
    scripts.sendAll(describe("the end of all rights", stale), commands, replicas, deadline);
  }

  private static Command addLoaders(Command command, Invalidation stale) {
    command.add(stale.loaders().size());
    for (StaleLoader each : stale.loaders()) {
      command.add(each.loader()).add(WholeMillis.orNone(each.region().holdOff()));
    }
    return command;
  }

  void withdraw(Bracket bracket, Deadline deadline) {
    Invalidation stale = bracket.stale();
    List<String> names = new ArrayList<>();
    stale.loaders().forEach(loader -> names.add("l:" + loader.loader()));
    stale.regions().forEach(region -> names.add("r:" + region));
    if (!stale.tags().isEmpty()) {
      names.add("t");
    }
    Map<Integer, List<StaleKey>> keys = byPartition(stale.keys());
    List<Command> commands = new ArrayList<>();
    for (int partition = 0; partition < layout.partitions(); partition++) {
      List<StaleKey> closed = keys.getOrDefault(partition, List.of());
      if (!closed.isEmpty() || !names.isEmpty()) {
        Command command =
            new Command(Script.WITHDRAW, partition).add(bracket.token()).add(closed.size());
        closed.forEach(key -> command.add(key.loader()).add(key.id()));
        command.add(names.size());
        names.forEach(command::add);
        commands.add(command);
      }
    }
    scripts.sendAll(describe("the withdrawal", stale), commands, 0, deadline);
  }

  private void run(Operation operation, Invalidation stale, Deadline deadline) {
    List<List<StaleKey>> portions = Portions.of(List.copyOf(stale.keys()), Portions.KEYS);
    List<StaleKey> first = portions.isEmpty() ? List.of() : portions.get(0);
    String what = describe(operation.verb(), stale);
    run(operation, what, clears(operation, stale), first, deadline);
    for (int i = 1; i < portions.size(); i++) {
      run(operation, what, List.of(), portions.get(i), deadline);
    }
  }

  private void run(
      Operation operation,
      String what,
      List<Command> clears,
      List<StaleKey> keys,
      Deadline deadline) {
    List<Part> parts = parts(keys);
    List<Command> first = clears;
    for (int round = 0; round < ROUNDS; round++) {
      List<Command> commands = new ArrayList<>(first);
      parts.forEach(part -> commands.add(command(operation, part)));
      List<Reply> replies = scripts.sendAll(what, commands, replicas, deadline);
      Set<StaleKey> rest = refused(parts, replies.subList(first.size(), replies.size()));
      if (rest.isEmpty()) {
        return;
      }
      parts = parts(rest);
      first = List.of();
    }
    throw new TierException(
        "Redis could not finish %s: new variants turned up %d times".formatted(what, ROUNDS), null);
  }

  /** What was not done for want of variants, which are known now. */
  private Set<StaleKey> refused(List<Part> parts, List<Reply> replies) {
    Set<StaleKey> rest = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      if (replies.get(i).number(0) == 0) {
        rest.addAll(parts.get(i).keys());
        learn(replies.get(i));
      }
    }
    return rest;
  }

  private void learn(Reply reply) {
    for (int i = 1; i < reply.size(); ) {
      String loader = reply.text(i);
      int number = Math.toIntExact(reply.number(i + 1));
      Set<String> live = new HashSet<>();
      for (int j = 0; j < number; j++) {
        live.add(reply.text(i + 2 + j));
      }
      variants.learn(loader, live);
      i += 2 + number;
    }
  }

  private Command command(Operation operation, Part part) {
    Command command = new Command(operation.script(), part.partition()).add(operation.bracket());
    Duration hold = operation.hold();
    if (hold != null) {
      command.add(hold);
    }
    Map<String, Set<String>> named = new TreeMap<>();
    part.keys().forEach(key -> named.computeIfAbsent(key.loader(), variants::of));
    command.add(named.size());
    named.forEach(
        (loader, its) -> {
          command.add(loader).add(its.size());
          its.forEach(command::add);
        });
    command.add(part.keys().size());
    for (StaleKey key : part.keys()) {
      command.add(key.loader()).add(key.id()).add(WholeMillis.orNone(key.region().holdOff()));
      for (String variant : named.getOrDefault(key.loader(), Set.of())) {
        command.key(layout.entry(part.partition(), key, variant));
      }
    }
    if (hold == null) {
      command.add(Message.body(Invalidation.ofKeys(Set.copyOf(part.keys()))));
    }
    return command;
  }

  private List<Command> clears(Operation operation, Invalidation stale) {
    if (stale.loaders().isEmpty() && stale.regions().isEmpty() && stale.tags().isEmpty()) {
      return List.of();
    }
    byte[] body =
        Message.body(new Invalidation(Set.of(), stale.loaders(), stale.regions(), stale.tags()));
    Duration hold = operation.hold();
    List<Command> commands = new ArrayList<>();
    for (int partition = 0; partition < layout.partitions(); partition++) {
      Command command =
          new Command(Script.CLEAR, partition)
              .add(operation.bracket())
              .add(hold == null ? 0 : WholeMillis.of(hold));
      addLoaders(command, stale);
      command.add(stale.regions().size());
      stale.regions().forEach(command::add);
      command.add(stale.tags().size());
      stale.tags().forEach(command::add);
      commands.add(command.add(body));
    }
    return commands;
  }

  private List<Part> parts(Collection<StaleKey> keys) {
    List<Part> parts = new ArrayList<>();
    byPartition(keys)
        .forEach(
            (partition, all) -> {
              List<StaleKey> current = new ArrayList<>();
              int room = Chunk.LIMIT;
              for (StaleKey key : all) {
                int names = Math.max(1, variants.of(key.loader()).size());
                if (names > room && !current.isEmpty()) {
                  parts.add(new Part(partition, current));
                  current = new ArrayList<>();
                  room = Chunk.LIMIT;
                }
                current.add(key);
                room -= names;
              }
              parts.add(new Part(partition, current));
            });
    return parts;
  }

  private Map<Integer, List<StaleKey>> byPartition(Collection<StaleKey> keys) {
    Map<Integer, List<StaleKey>> sorted = new TreeMap<>();
    for (StaleKey key : new LinkedHashSet<>(keys)) {
      sorted.computeIfAbsent(layout.partition(key), absent -> new ArrayList<>()).add(key);
    }
    return sorted;
  }

  static String describe(String verb, Invalidation stale) {
    int keys = stale.keys().size();
    int clears = stale.loaders().size() + stale.regions().size() + stale.tags().size();
    String entries = keys + (keys == 1 ? " key" : " keys");
    if (clears == 0) {
      return verb + " of " + entries;
    }
    String all = clears + " loaders, regions and tags";
    return verb + " of " + (keys == 0 ? all : entries + " and " + all);
  }
}
