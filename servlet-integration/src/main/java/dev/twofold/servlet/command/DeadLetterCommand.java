package dev.twofold.servlet.command;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TwofoldException;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.servlet.config.RedisSettings;
import dev.twofold.servlet.config.TwofoldConfiguration;
import dev.twofold.write.DeadLetter;
import dev.twofold.write.DeadLetters;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists, replays or discards dead letters of a queue, on the Redis that {@link
 * TwofoldConfiguration#load()} names, under the application that it names.
 *
 * <pre>{@code
 * java -cp <class path of the application> dev.twofold.servlet.command.DeadLetterCommand list views
 * }</pre>
 *
 * <p>It ends with 0, with 1 if Redis or its configuration fails, and with 2 if it is called
 * wrongly.
 */
public final class DeadLetterCommand {

  private static final String USAGE = "usage: (list | replay | discard) <queue> [<limit>]";
  private static final int SHOWN = 100;
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final Function<String, DeadLetters> queues;
  private final PrintStream out;
  private final PrintStream err;

  DeadLetterCommand(Function<String, DeadLetters> queues, PrintStream out, PrintStream err) {
    this.queues = requireNonNull(queues, "queues");
    this.out = requireNonNull(out, "out");
    this.err = requireNonNull(err, "err");
  }

  public static void main(String... arguments) {
    System.exit(runOnRedis(List.of(arguments)));
  }

  private static int runOnRedis(List<String> arguments) {
    try {
      TwofoldConfiguration configuration = TwofoldConfiguration.load();
      Optional<RedisSettings> redis = configuration.redis();
      if (redis.isEmpty()) {
        System.err.println("redis.address is not set, so there are no queues");
        return FAILED;
      }
      try (RedissonTier tier = RedissonTier.at(redis.get().uri()).build()) {
        String application = configuration.settings().application();
        return new DeadLetterCommand(
                queue -> tier.queues(application).deadLetters(queue, BUDGET),
                System.out,
                System.err)
            .run(arguments);
      }
    } catch (TwofoldException e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }

  int run(List<String> arguments) {
    int limit = arguments.size() == 3 ? limit(arguments.get(2)) : Integer.MAX_VALUE;
    if (arguments.size() < 2 || arguments.size() > 3 || limit < 1) {
      err.println(USAGE);
      return MISUSED;
    }
    try {
      return run(arguments.get(0), arguments.get(1), limit);
    } catch (TwofoldException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  /** Zero: it is none. */
  private static int limit(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private int run(String verb, String queue, int limit) {
    DeadLetters letters = queues.apply(queue);
    switch (verb) {
      case "list" -> list(queue, letters.list(Math.min(limit, SHOWN)));
      case "replay" -> out.printf("queue %s: %d replayed%n", queue, letters.replay(limit));
      case "discard" -> out.printf("queue %s: %d discarded%n", queue, letters.discard(limit));
      default -> {
        err.println(USAGE);
        return MISUSED;
      }
    }
    return DONE;
  }

  private void list(String queue, List<DeadLetter> letters) {
    letters.forEach(
        letter ->
            out.printf(
                "%s  key %s  value %s  %d writes  %s%n  %s%n",
                letter.time(),
                letter.key(),
                letter.value(),
                letter.writes(),
                letter.place(),
                letter.cause()));
    out.printf(
        "queue %s: %d shown%s%n",
        queue, letters.size(), letters.size() == SHOWN ? ", there may be more" : "");
  }
}
