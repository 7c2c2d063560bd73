package dev.twofold.checker.guard;

import dev.twofold.checker.guard.Advices.LateVintage;
import dev.twofold.checker.guard.Advices.NoTables;
import dev.twofold.checker.guard.Advices.Nothing;
import dev.twofold.checker.guard.Advices.OnlyOnce;
import dev.twofold.checker.guard.Advices.Pause;
import dev.twofold.checker.guard.Advices.SameToken;
import dev.twofold.checker.guard.Advices.ShortHold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something without which values would be stale. */
public enum Guard {
  LEASE_CHECK(
      "a fill needs its lease",
      new ScriptPatch(
          "fill", "return lease_stands(key, group, string.sub(right, 2), tags)", "return true")),
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
          "if string.sub(value, 29, 60) ~= group.generations or high * HIGH + low <= now then",
          "if high * HIGH + low <= now then")),
  CLEAR_STAMP(
      "a fill does not pass a clear of a tag that only the new value names",
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
      new ScriptPatch(
          "control_record",
          "epoch, sequence, generation = text(created) .. '-' .. hex(token), 0, token",
          "epoch, sequence, generation = '1-1', 0, token")),
  LOST_MESSAGES(
      "the near tier drops what may have been missed",
      new ClassPatch("internal.near.NearCaches", "missed", Nothing.class),
      new ClassPatch("internal.near.Vintages", "markEverything", Nothing.class)),
  BRACKETS(
      "a commit of a strict region announces itself",
      new ClassPatch("internal.invalidation.Brackets", "hold", Nothing.class),
      new ClassPatch("internal.invalidation.Delivery", "confirmed", Pause.class)),
  BRACKET_LENGTH(
      "a bracket stands longer than the commit takes",
      new ClassPatch("redisson.RedissonTier", "begin", ShortHold.class),
      new ClassPatch("internal.invalidation.Delivery", "confirmed", Pause.class)),
  BULK_STATEMENTS(
      "statements that name no rows are invalidated too",
      new ClassPatch("internal.invalidation.Transaction", "changed", NoTables.class)),
  OWN_WRITES(
      "a request does not ask shared tiers for what it has written",
      new ClassPatch("internal.invalidation.WrittenKeys", "cover", Nothing.class)),
  UNDELIVERED(
      "a node does not read what it could not tell",
      new ClassPatch("internal.invalidation.Undelivered", "covers", Nothing.class)),
  DEAD_NODES(
      "somebody stands in for a node that died",
      new ClassPatch("redisson.Watch", "standInFor", Nothing.class)),
  RETRIES(
      "what could not be told is told later",
      new ClassPatch("internal.invalidation.Retries", "later", Nothing.class));

  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // a copy, of records
  private final List<Patch> patches;

  Guard(String sentence, Patch... patches) {
    this.sentence = sentence;
    this.patches = List.of(patches);
  }

  /** What it sees to. */
  public String sentence() {
    return sentence;
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
