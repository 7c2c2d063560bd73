package dev.twofold.redisson;

import dev.twofold.write.DeadLetters;
import dev.twofold.write.EntryId;
import dev.twofold.write.store.QueueStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Queues in Redis Streams. There are no consumer groups: a partition has one reader, which reads
 * from the beginning and trims what it has done, so that the stream itself is all that there is to
 * know of what is left. Thread-safe.
 */
final class RedissonQueueStore implements QueueStore {

  /** What a look at all partitions brings at most, or it would never come within its budget. */
  private static final int BYTES_OF_A_LOOK = 4 * Portions.BYTES;

  private final QueueCalls calls;
  private final QueueLayout layout;
  private final LatestIds latest = new LatestIds();
  private final SecureRandom random = new SecureRandom();

  RedissonQueueStore(QueueCalls calls, QueueLayout layout) {
    this.calls = calls;
    this.layout = layout;
  }

  @Override
  public int register(String queue, int partitions, Duration budget) {
    List<?> answer =
        calls.send(
            "the registration of queue " + queue,
            new Command(Script.QUEUE_REGISTER, 0).key(layout.register(queue)).add(partitions),
            Deadline.after(budget));
    return (int) number(answer, 0);
  }

  @Override
  public List<Appended> append(String queue, List<Append> appends, Duration budget) {
    List<Command> commands = new ArrayList<>();
    for (Append append : appends) {
      String stream = layout.stream(queue, append.partition());
      Command command =
          new Command(Script.QUEUE_APPEND, append.partition()).key(stream).add(append.length());
      latest.addTo(command, stream);
      append.entries().forEach(command::add);
      commands.add(command);
    }
    List<@Nullable List<?>> answers =
        calls.send("an append to queue " + queue, commands, Deadline.after(budget));
    List<Appended> appended = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      appended.add(appended(commands.get(i), answers.get(i)));
    }
    return appended;
  }

  private Appended appended(Command command, @Nullable List<?> answer) {
    if (answer == null) {
      return Appended.UNKNOWN;
    }
    if (number(answer, 0) == 0) {
      return Appended.FULL;
    }
    latest.saw(command.keys().get(0), EntryId.parse(text(answer, 1)));
    return Appended.QUEUED;
  }

  @Override
  public List<Taken> take(String queue, Take take, Duration budget) {
    String fresh = HexFormat.of().toHexDigits(random.nextLong());
    int bytes = Math.min(Portions.BYTES, BYTES_OF_A_LOOK / Math.max(1, take.partitions().size()));
    List<Command> commands = new ArrayList<>();
    for (int partition : take.partitions()) {
      commands.add(
          new Command(Script.QUEUE_TAKE, partition)
              .key(layout.stream(queue, partition))
              .key(layout.owner(queue, partition))
              .add(take.owner())
              .add(take.lease())
              .add(take.most())
              .add(bytes)
              .add(fresh));
    }
    List<@Nullable List<?>> answers =
        calls.send("a look at queue " + queue, commands, Deadline.after(budget));
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      List<?> answer = answers.get(i);
      if (answer != null) {
        taken.add(taken(queue, take, commands.get(i), answer));
      }
    }
    return taken;
  }

  private Taken taken(String queue, Take take, Command command, List<?> answer) {
    int partition = command.partition();
    long length = number(answer, 0);
    if (number(answer, 1) == 0) {
      return new Taken(partition, null, List.of(), length);
    }
    Lease lease = new Lease(queue, partition, take.owner(), number(answer, 2), text(answer, 3));
    List<StoredEntry> entries = new ArrayList<>();
    for (int i = 4; i < answer.size(); i += 2) {
      entries.add(new StoredEntry(EntryId.parse(text(answer, i)), (byte[]) answer.get(i + 1)));
    }
    if (!entries.isEmpty()) {
      latest.saw(command.keys().get(0), entries.get(entries.size() - 1).id());
    }
    return new Taken(partition, lease, entries, length);
  }

  @Override
  public boolean acknowledge(Lease lease, Duration length, EntryId last, Duration budget) {
    Command command = ofOwner(Script.QUEUE_ACKNOWLEDGE, lease, length).add(last.next().toString());
    return number(calls.send("an acknowledgement", command, Deadline.after(budget)), 0) == 1;
  }

  @Override
  public Buried bury(
      Lease lease, Duration length, List<Burial> burials, int most, Duration budget) {
    Command command =
        ofOwner(Script.QUEUE_BURY, lease, length)
            .key(layout.deadLetters(lease.queue(), lease.partition()))
            .add(most);
    for (Burial burial : burials) {
      command.add(burial.entries().size());
      burial.entries().forEach(id -> command.add(id.toString()));
      command
          .add(burial.content())
          .add(burial.key())
          .add(burial.value())
          .add(burial.cause())
          .add(burial.place());
    }
    long answer = number(calls.send("dead letters", command, Deadline.after(budget)), 0);
    return answer > 0 ? Buried.DONE : answer == 0 ? Buried.LOST : Buried.FULL;
  }

  private Command ofOwner(Script script, Lease lease, Duration length) {
    return new Command(script, lease.partition())
        .key(layout.stream(lease.queue(), lease.partition()))
        .key(layout.owner(lease.queue(), lease.partition()))
        .add(lease.owner())
        .add(lease.fence())
        .add(lease.epoch())
        .add(length);
  }

  @Override
  public void release(String queue, String owner, List<Integer> partitions, Duration budget) {
    List<Command> commands = new ArrayList<>();
    for (int partition : partitions) {
      commands.add(
          new Command(Script.QUEUE_RELEASE, partition)
              .key(layout.owner(queue, partition))
              .add(owner));
    }
    calls.send("the release of queue " + queue, commands, Deadline.after(budget));
  }

  @Override
  public long length(String queue, int partitions, Duration budget) {
    List<Command> commands =
        IntStream.range(0, partitions)
            .mapToObj(
                partition ->
                    new Command(Script.QUEUE_LENGTH, partition)
                        .key(layout.stream(queue, partition)))
            .toList();
    return calls.sendAll("the length of queue " + queue, commands, Deadline.after(budget)).stream()
        .mapToLong(answer -> number(answer, 0))
        .sum();
  }

  @Override
  public DeadLetters deadLetters(String queue, Duration budget) {
    return new RedissonDeadLetters(
        calls, layout, latest, queue, budget, () -> register(queue, 0, budget));
  }

  static long number(List<?> answer, int index) {
    return answer.get(index) instanceof Long number ? number : Long.parseLong(text(answer, index));
  }

  static String text(List<?> answer, int index) {
    return Reply.text(answer.get(index));
  }
}
