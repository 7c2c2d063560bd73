package dev.twofold.servlet.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.error.TierException;
import dev.twofold.testing.InMemoryQueueStore;
import dev.twofold.testing.ManualTime;
import dev.twofold.write.DeadLetters;
import dev.twofold.write.store.QueueStore.Append;
import dev.twofold.write.store.QueueStore.Burial;
import dev.twofold.write.store.QueueStore.Take;
import dev.twofold.write.store.QueueStore.Taken;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterCommandTest {

  private static final Duration ANY = Duration.ofSeconds(1);
  private static final String USAGE = "usage: (list | replay | discard) <queue> [<limit>]\n";

  private final InMemoryQueueStore store = new InMemoryQueueStore(new ManualTime());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void bury() {
    store.register("views", 1, ANY);
    byte[] content = {1};
    store.append("views", List.of(new Append(0, List.of(content, content), 10)), ANY);
    Taken taken = store.take("views", new Take("node", List.of(0), 10, ANY), ANY).get(0);
    for (int key = 7; key <= 8; key++) {
      Burial burial =
          new Burial(
              List.of(taken.entries().get(key - 7).id()),
              content,
              Integer.toString(key),
              "5",
              "java.sql.SQLException: there is no such page",
              "views/0 1-0");
      store.bury(Objects.requireNonNull(taken.lease()), ANY, List.of(burial), 10, ANY);
    }
  }

  private int run(String... arguments) {
    return run(queue -> store.deadLetters(queue, ANY), arguments);
  }

  private int run(Function<String, DeadLetters> queues, String... arguments) {
    return new DeadLetterCommand(
            queues, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(arguments));
  }

  @Test
  void list_showsKeyValueCauseAndPlace() {
    assertThat(run("list", "views", "1")).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            """
            2026-01-01T00:00:00Z  key 7  value 5  1 writes  views/0 1-0
              java.sql.SQLException: there is no such page
            queue views: 1 shown
            """);
  }

  @Test
  void replay_putsThemIntoTheQueueAgain() {
    assertThat(run("replay", "views")).isZero();
    assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("queue views: 2 replayed\n");
    assertThat(store.length("views", 1, ANY)).isEqualTo(2);
  }

  @Test
  void discard_deletesThem() {
    assertThat(run("discard", "views", "1")).isZero();
    assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("queue views: 1 discarded\n");
    assertThat(store.deadLetters("views", ANY).list(10)).hasSize(1);
  }

  @Test
  void anythingElse_saysHowItIsUsed() {
    assertThat(run("replay")).isEqualTo(2);
    assertThat(run("replay", "views", "many")).isEqualTo(2);
    assertThat(run("delete", "views")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines(USAGE.repeat(3));
  }

  @Test
  void silentQueue_saysSo() {
    Function<String, DeadLetters> silent =
        queue -> {
          throw new TierException("Redis did not answer", null);
        };
    assertThat(run(silent, "list", "views")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines("Redis did not answer\n");
  }
}
