package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.tier.SharedNotes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * What nodes tell each other beside entries: one hash for each task and each board, by the server's
 * clock. Each ends by itself some time after it was last written. Thread-safe.
 *
 * <p>The client repeats a call as often as it is set up to. That does no harm: whoever has a turn
 * may take it again, and a copy that comes late finds that the turn is another node's.
 */
final class RedisNotes implements SharedNotes {

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final Layout layout;
  private final String node;

  RedisNotes(RedissonClient client, BoundedCalls calls, Layout layout, String node) {
    this.client = client;
    this.calls = calls;
    this.layout = layout;
    this.node = node;
  }

  @Override
  public Turn claim(String task, Duration hold, Duration memory, Duration budget) {
    List<?> turn =
        call(
            "the turn at a task",
            Script.CLAIM_TURN,
            layout.note(task),
            budget,
            node,
            millis(hold),
            millis(memory));
    return new Turn(number(turn.get(0)) == 1, number(turn.get(1)), Reply.text(turn.get(2)));
  }

  @Override
  public boolean keep(String task, String text, Duration hold, Duration memory, Duration budget) {
    return note(task, text, hold, memory, budget, "keep");
  }

  @Override
  public void leave(String task, String text, Duration memory, Duration budget) {
    note(task, text, Duration.ZERO, memory, budget, "leave");
  }

  @Override
  public void finish(String task, Duration memory, Duration budget) {
    note(task, "", Duration.ZERO, memory, budget, "finish");
  }

  private boolean note(
      String task, String text, Duration hold, Duration memory, Duration budget, String then) {
    List<?> kept =
        call(
            "a note on a task",
            Script.KEEP_TURN,
            layout.note(task),
            budget,
            node,
            millis(hold),
            millis(memory),
            text,
            then);
    return number(kept.get(0)) == 1;
  }

  @Override
  public void pin(String board, String text, Duration lifetime, Duration budget) {
    call(
        "a note on a board",
        Script.BOARD,
        layout.note(board),
        budget,
        millis(lifetime),
        node,
        text);
  }

  @Override
  public List<String> pinned(String board, Duration lifetime, Duration budget) {
    return call("the notes on a board", Script.BOARD, layout.note(board), budget, millis(lifetime))
        .stream()
        .map(Reply::text)
        .toList();
  }

  private List<?> call(
      String what, Script script, String name, Duration budget, String... arguments) {
    return calls.call(
        what,
        Deadline.after(budget),
        timeout ->
            client
                .getScript(ByteArrayCodec.INSTANCE)
                .<List<?>>evalAsync(
                    RScript.Mode.READ_WRITE,
                    script.text(),
                    RScript.ReturnType.LIST,
                    List.of(name),
                    Arrays.stream(arguments).map(argument -> argument.getBytes(UTF_8)).toArray()));
  }

  private static String millis(Duration duration) {
    return Long.toString(WholeMillis.of(duration));
  }

  private static long number(Object value) {
    return value instanceof Long number ? number : Long.parseLong(Reply.text(value));
  }
}
