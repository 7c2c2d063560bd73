package dev.twofold.redisson;

import static dev.twofold.redisson.RedissonQueueStore.number;
import static dev.twofold.redisson.RedissonQueueStore.text;

import dev.twofold.write.DeadLetter;
import dev.twofold.write.DeadLetters;
import dev.twofold.write.EntryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The dead letters of a queue in Redis, of all its partitions. Thread-safe. */
final class RedissonDeadLetters implements DeadLetters {

  private static final int FIELDS = 6;

  private final QueueCalls calls;
  private final QueueLayout layout;
  private final LatestIds latest;
  private final String queue;
  private final Duration budget;
  private final IntSupplier partitions;

  /**
   * @param partitions asks how many the queue has
   */
  RedissonDeadLetters(
      QueueCalls calls,
      QueueLayout layout,
      LatestIds latest,
      String queue,
      Duration budget,
      IntSupplier partitions) {
    this.calls = calls;
    this.layout = layout;
    this.latest = latest;
    this.queue = queue;
    this.budget = budget;
    this.partitions = partitions;
  }

  @Override
  public List<DeadLetter> list(int limit) {
    List<DeadLetter> letters = new ArrayList<>();
    int number = partitions.getAsInt();
    for (int partition = 0; partition < number && letters.size() < limit; partition++) {
      read(partition, limit - letters.size(), letters);
    }
    return List.copyOf(letters);
  }

  private void read(int partition, int limit, List<DeadLetter> letters) {
    List<?> answer =
        send(
            "dead letters of queue " + queue,
            new Command(Script.QUEUE_DEAD_LETTERS, partition)
                .key(layout.deadLetters(queue, partition))
                .add(limit));
    for (int i = 0; i + FIELDS <= answer.size(); i += FIELDS) {
      EntryId id = EntryId.parse(text(answer, i));
      letters.add(
          new DeadLetter(
              id,
              partition,
              text(answer, i + 1),
              text(answer, i + 2),
              text(answer, i + 3),
              text(answer, i + 4),
              text(answer, i + 5).isEmpty() ? 0 : number(answer, i + 5),
              Instant.ofEpochMilli(id.millis())));
    }
  }

  @Override
  public int replay(int limit) {
    return forEachPartition(
        limit,
        (partition, left) -> {
          String stream = layout.stream(queue, partition);
          Command command =
              new Command(Script.QUEUE_REPLAY, partition)
                  .key(layout.deadLetters(queue, partition))
                  .key(stream)
                  .add(left);
          List<?> answer = send("a replay of queue " + queue, latest.addTo(command, stream));
          if (answer.size() > 1) {
            latest.saw(stream, EntryId.parse(text(answer, 1)));
          }
          return answer;
        });
  }

  @Override
  public int discard(int limit) {
    return forEachPartition(
        limit,
        (partition, left) ->
            send(
                "the removal of dead letters of queue " + queue,
                new Command(Script.QUEUE_DISCARD, partition)
                    .key(layout.deadLetters(queue, partition))
                    .add(left)));
  }

  private interface Step {
    List<?> apply(int partition, int left);
  }

  /** In steps of bounded size: the server answers nobody else meanwhile. */
  private int forEachPartition(int limit, Step step) {
    int number = partitions.getAsInt();
    int done = 0;
    for (int partition = 0; partition < number; partition++) {
      int asked;
      int found;
      do {
        asked = Math.min(limit - done, Chunk.LIMIT);
        found = asked == 0 ? 0 : (int) number(step.apply(partition, asked), 0);
        done += found;
      } while (found > 0 && found == asked);
    }
    return done;
  }

  private List<?> send(String what, Command command) {
    return calls.send(what, command, Deadline.after(budget));
  }
}
