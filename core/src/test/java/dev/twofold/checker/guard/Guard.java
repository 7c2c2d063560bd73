package dev.twofold.checker.guard;

import dev.twofold.checker.fault.FaultKind;
import dev.twofold.checker.fault.Redis;
import dev.twofold.checker.guard.Advices.LateVintage;
import dev.twofold.checker.guard.Advices.NoTables;
import dev.twofold.checker.guard.Advices.Nothing;
import dev.twofold.checker.guard.Advices.OnlyOnce;
import dev.twofold.checker.guard.Advices.RowsOnly;
import dev.twofold.checker.guard.Advices.SameToken;
import dev.twofold.checker.guard.Advices.ShortHold;
import dev.twofold.checker.guard.Advices.Yes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something without which values would be stale. */
public enum Guard {
  LEASE_CHECK(
      "a fill needs its lease",
      new ScriptPatch(
          "fill", "return lease_stands(value, group, string.sub(right, 2), tags)", "return true")),
  VANTAGE_CHECK(
      "what a load brings besides is older than no invalidation",
      new ScriptPatch(
          "fill", "return not_invalidated_since(group, id, string.sub(right, 2))", "return true")),
  UNIQUE_TOKENS(
      "no two attempts have the same token",
      new ClassPatch("redisson.Tokens", "next", SameToken.class)),
  GENERATIONS(
      "an entry counts for the generations it was put in",
      new ScriptPatch(
          "entry_record",
          "if string.sub(value, 29, 60) ~= group.generations or is_over(value) then",
          "if is_over(value) then")),
  CLEAR_STAMP(
      "a fill does not pass a clear of a tag that only the new value names",
      new ScriptPatch(
          "fill",
          "return value == group.lease or",
          "return string.sub(value, 1, 50) == string.sub(group.lease, 1, 50) or"),
      new ScriptPatch(
          "entry_record",
          "return string.sub(value, 19) == group.generations .. clear_stamp and",
          "return string.sub(value, 19, 50) == group.generations and")),
  SNAPSHOTS(
      "nothing is filled from a transaction of the caller",
      new ClassPatch("hibernate.HibernateDatabase", "inCallersTransaction", Nothing.class),
      new ClassPatch("hibernate.HibernateRead", "inCallersTransaction", Nothing.class)),
  SECOND_NEAR_STEP(
      "the near tier drops what is stale after the trip too",
      new ClassPatch("internal.near.NearCaches", "invalidated", OnlyOnce.class)),
  NEAR_CAPTURE(
      "the near tier takes nothing that was read before something was dropped",
      new ClassPatch("internal.near.NearCache", "put", LateVintage.class)),
  EPOCHS(
      "a sequence that starts again has another epoch",
      FaultKind.DELETE_CONTROL_RECORD,
      new ScriptPatch(
          "control_record",
          "epoch, sequence, generation = text(created) .. '-' .. hex(token), 0, token",
          "epoch, sequence, generation = '1-1', 0, token")),
  LOST_MESSAGES(
      "the near tier drops what may have been missed",
      FaultKind.DEAF_LINE,
      new ClassPatch("internal.near.NearCaches", "missed", Nothing.class),
      new ClassPatch("internal.near.Vintages", "markEverything", Nothing.class)),
  BRACKETS(
      "a commit of a strict region announces itself",
      FaultKind.NODE_DIES_AFTER_COMMIT,
      new ClassPatch("internal.invalidation.Brackets", "hold", Nothing.class),
      Pauses.BEFORE_IT_IS_TOLD),
  BRACKET_LENGTH(
      "a bracket stands longer than the commit takes",
      FaultKind.NODE_DIES_AFTER_COMMIT,
      new ClassPatch("redisson.RedissonTier", "begin", ShortHold.class),
      Pauses.BEFORE_THE_COMMIT,
      Pauses.BEFORE_IT_IS_TOLD),
  BRACKET_OF_OTHERS(
      "a bracket is ended by whoever began it, and by nobody else",
      new ScriptPatch("control_record", "holders[holder] = nil", "holders = {}"),
      Pauses.BEFORE_THE_COMMIT,
      Pauses.BEFORE_IT_IS_TOLD),
  BRACKETS_OF_STATEMENTS(
      "statements that name no rows announce themselves too",
      FaultKind.NODE_DIES_AFTER_COMMIT,
      new ClassPatch("internal.invalidation.Brackets", "hold", RowsOnly.class),
      Pauses.BEFORE_IT_IS_TOLD),
  QUARANTINE(
      "strict regions are not filled while brackets may have been lost",
      FaultKind.DELETE_CONTROL_RECORD,
      new ScriptPatch(
          "control_record", "quarantined = now < (integer(read[6]) or 0)", "quarantined = false"),
      new ScriptPatch(
          "control_record", "quarantined = tonumber(ARGV[4]) > 0", "quarantined = false"),
      Pauses.BEFORE_THE_COMMIT,
      Pauses.BEFORE_IT_IS_TOLD),
  BULK_STATEMENTS(
      "statements that name no rows are invalidated too",
      new ClassPatch("internal.invalidation.Transaction", "changed", NoTables.class)),
  OWN_WRITES(
      "a request does not ask shared tiers for what it has written",
      new ClassPatch("internal.invalidation.WrittenKeys", "cover", Nothing.class)),
  UNDELIVERED(
      "a node does not read what it could not tell",
      FaultKind.CUT_LINE,
      new ClassPatch("internal.invalidation.Undelivered", "covers", Nothing.class)),
  DEAD_NODES(
      "somebody stands in for a node that died",
      FaultKind.NODE_DIES_AFTER_COMMIT,
      new ClassPatch("redisson.Watch", "standInFor", Nothing.class)),
  RETRIES(
      "what could not be told is told later",
      FaultKind.CUT_LINE,
      new ClassPatch("internal.invalidation.Retries", "later", Nothing.class)),
  OUTAGES(
      "while a node hears nobody its near tier counts for a moment only",
      FaultKind.CUT_LINE,
      new ClassPatch("internal.near.NearCaches", "areTrusted", Yes.class)),
  LOST_HISTORY(
      "everything is renewed where Redis went back in time",
      FaultKind.GO_BACK,
      new ScriptPatch(
          "control_record", "or not generation or behind() then", "or not generation then"),
      new ScriptPatch(
          "inspect",
          "if argument() == '1' and redis.call('HGET', control, 'run') ~= run_id() then",
          "if argument() == 'never' then"));

  private final String sentence;
  private final @Nullable FaultKind against;

  @SuppressWarnings("ImmutableEnumChecker") // a copy, of records
  private final List<Patch> patches;

  Guard(String sentence, Patch... patches) {
    this(sentence, null, patches);
  }

  Guard(String sentence, @Nullable FaultKind against, Patch... patches) {
    this.sentence = sentence;
    this.against = against;
    this.patches = List.of(patches);
  }

  /** What it sees to. */
  public String sentence() {
    return sentence;
  }

  /** The fault that it is for; null: it is needed in peace too. */
  public @Nullable FaultKind against() {
    return against;
  }

  /** The Redis that it is for, in place of another. */
  public Redis.Setup setup(Redis.Setup other) {
    return against == FaultKind.GO_BACK ? Redis.Setup.SNAPSHOT : other;
  }

  /**
   * Writes changed copies of what it consists of.
   *
   * @throws IllegalStateException if the engine has changed and the guard is elsewhere now
   */
  public void breakIn(Path directory) throws IOException {
    for (Patch patch : patches) {
      patch.writeTo(directory);
    }
  }
}
