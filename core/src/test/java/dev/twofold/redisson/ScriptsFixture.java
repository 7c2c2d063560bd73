package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.RedisServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Asks a server for scripts without the client. Characters stand for bytes. */
abstract class ScriptsFixture {

  static final String CONTROL = "app:#control";
  private static final String LONGEST = "86400000";
  static final String HOUR = "3600000";
  static final String FINGERPRINT = "12345678";

  int tokens;
  String knownEpoch = "";
  String knownSequence = "-1";
  String quarantine = "0";
  String longest = LONGEST;

  /** The running server. */
  abstract RedisServer redis();

  @BeforeEach
  void flush() {
    redis().flush();
  }

  static String token(int number) {
    return "node" + String.format("%012d", number);
  }

  /** Executes a script in an attempt of its own; the answer behind the state. */
  final List<@Nullable Object> run(Script script, List<String> keys, Object... arguments) {
    List<@Nullable Object> answer = runWhole(script, keys, arguments);
    return answer.subList(3, answer.size());
  }

  @SuppressWarnings("unchecked")
  final List<@Nullable Object> runWhole(Script script, List<String> keys, Object... arguments) {
    List<String> command = new ArrayList<>(List.of("EVAL", script.text()));
    command.add(Integer.toString(keys.size() + 1));
    command.add(CONTROL);
    command.addAll(keys);
    command.addAll(List.of(knownEpoch, knownSequence, token(++tokens)));
    command.addAll(List.of(quarantine, longest, "app:#invalidations", "0"));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return (List<@Nullable Object>) requireNonNull(redis().call(command.toArray(String[]::new)));
  }

  /** Asks for one entry. */
  final @Nullable Object claim(String id) {
    return claim(":v1", id);
  }

  final @Nullable Object claim(String variant, String id) {
    return run(
            Script.READ_OR_LEASE,
            List.of("app:L" + variant + ":" + id),
            HOUR,
            1,
            "app:L",
            "app:L",
            variant,
            "users",
            0,
            0,
            FINGERPRINT,
            1,
            id)
        .get(0);
  }

  /** The state before a script, as a node knows it. */
  final String moment() {
    List<@Nullable Object> state = runWhole(Script.INSPECT, List.of(), 0, 0);
    return state.get(1) + " " + state.get(0);
  }

  /** Asks for an entry of a loader that nobody else asks for. */
  final void claimAlone(String loader) {
    run(
        Script.READ_OR_LEASE,
        List.of(loader + ":v1:1"),
        HOUR,
        1,
        "app:L",
        loader,
        ":v1",
        "users",
        0,
        0,
        FINGERPRINT,
        1,
        "1");
  }

  final @Nullable Object fill(String id, String right, String... tags) {
    return fill(":v1", id, right, tags);
  }

  final @Nullable Object fill(String variant, String id, String right, String[] tags) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(1, "app:L", "app:L", variant, "users", 0, 0, FINGERPRINT, 1, id, HOUR, "V"));
    arguments.add(right);
    arguments.add(tags.length);
    arguments.addAll(List.of(tags));
    arguments.add("payload");
    return run(Script.FILL, List.of("app:L" + variant + ":" + id), arguments.toArray()).get(0);
  }

  /** Leases and fills. */
  final void put(String id, String... tags) {
    assertThat(claim(id)).isEqualTo(1L);
    assertThat(fill(id, "L" + token(tokens), tags)).isEqualTo(1L);
  }

  final void invalidateWithLag(String id, long lag) {
    run(
        Script.INVALIDATE,
        List.of("app:L:v1:" + id),
        "",
        1,
        "app:L",
        1,
        ":v1",
        1,
        "app:L",
        id,
        lag,
        "what");
  }

  final List<@Nullable Object> invalidate(String id, String... variants) {
    List<String> keys = Arrays.stream(variants).map(each -> "app:L" + each + ":" + id).toList();
    List<Object> arguments = new ArrayList<>(List.of("", 1, "app:L", variants.length));
    arguments.addAll(List.of(variants));
    arguments.addAll(List.of(1, "app:L", id, 0, "what"));
    return run(Script.INVALIDATE, keys, arguments.toArray());
  }

  final void clearTags(String... tags) {
    List<Object> arguments = new ArrayList<>(List.of("", 0, 0, 0, tags.length));
    arguments.addAll(List.of(tags));
    arguments.add("what");
    run(Script.CLEAR, List.of(), arguments.toArray());
  }

  final void begin(String bracket, long hold) {
    begin(bracket, hold, 0);
  }

  final void begin(String bracket, long hold, long lag) {
    run(
        Script.BEGIN,
        List.of("app:L:v1:1"),
        bracket,
        hold,
        1,
        "app:L",
        1,
        ":v1",
        1,
        "app:L",
        "1",
        lag);
  }

  @SuppressWarnings("unchecked")
  final Map<String, String> record() {
    List<Object> fields = (List<Object>) requireNonNull(redis().call("HGETALL", CONTROL));
    Map<String, String> record = new TreeMap<>();
    for (int i = 0; i < fields.size(); i += 2) {
      record.put((String) fields.get(i), (String) fields.get(i + 1));
    }
    return record;
  }

  final boolean isHit(String id) {
    Object answer =
        run(
                Script.READ_OR_LEASE,
                List.of("app:L:v1:" + id),
                0,
                1,
                "app:L",
                "app:L",
                ":v1",
                "users",
                0,
                0,
                FINGERPRINT,
                1,
                id)
            .get(0);
    return answer instanceof String stored && stored.startsWith("V");
  }
}
