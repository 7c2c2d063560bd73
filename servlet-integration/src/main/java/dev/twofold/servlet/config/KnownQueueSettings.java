package dev.twofold.servlet.config;

import dev.twofold.settings.QueuePolicy;
import dev.twofold.settings.WhenFull;
import dev.twofold.settings.WhenUnavailable;
import java.util.List;
import java.util.function.BiFunction;

/** The settings of queues of writes, in the order of the documentation. */
final class KnownQueueSettings {

  private KnownQueueSettings() {}

  static final List<KnownSetting<?>> ALL =
      List.of(
          queue("partitions", ValueFormat.COUNT, QueuePolicy::withPartitions)
              .means(
                  "4",
                  "by key, each written by one node at a time; never fewer than any node has used;"
                      + " 1 to 64"),
          queue("length", ValueFormat.COUNT, QueuePolicy::withLength)
              .means(
                  "100000",
                  "writes that wait in a queue at most, each partition its share of them; more are"
                      + " as when-full says"),
          queue("batch", ValueFormat.COUNT, QueuePolicy::withBatch)
              .means(
                  "1000",
                  "writes of a partition that are read at once, coalesced and written together"),
          queue("interval", ValueFormat.DURATION, QueuePolicy::withInterval)
              .means("1s", "how long writes are collected before they are written"),
          queue("attempts", ValueFormat.COUNT, QueuePolicy::withAttempts)
              .means(
                  "5",
                  "tries of a batch as a whole, before what the database refuses is looked for in"
                      + " it"),
          queue("back-off", ValueFormat.DURATION, QueuePolicy::withBackOff)
              .means("100ms", "wait after the first failure; twice as long after each further one"),
          queue("longest-back-off", ValueFormat.DURATION, QueuePolicy::withLongestBackOff)
              .means("30s", "the longest of these waits"),
          queue("lease", ValueFormat.DURATION, QueuePolicy::withLease)
              .means(
                  "30s",
                  "when the partitions of a dead node are taken over; longer than a batch takes"),
          queue("when-full", ValueFormat.oneOf(WhenFull.class), QueuePolicy::withWhenFull)
              .means(
                  "wait",
                  "a write for which there is no room waits, is refused, or is written to the"
                      + " database at once"),
          queue("full-wait", ValueFormat.DURATION, QueuePolicy::withFullWait)
              .means("1s", "how long it waits; then it is refused"),
          queue(
                  "when-unavailable",
                  ValueFormat.oneOf(WhenUnavailable.class),
                  QueuePolicy::withWhenUnavailable)
              .means(
                  "write",
                  "a write while Redis does not answer is written to the database at once, or"
                      + " refused"),
          queue("drain", ValueFormat.DURATION, QueuePolicy::withDrain)
              .means(
                  "5s",
                  "how long closing an engine writes what is queued; the rest waits for other"
                      + " nodes"));

  private static <T> KnownSetting<T> queue(
      String key, ValueFormat<T> format, BiFunction<QueuePolicy, T, QueuePolicy> change) {
    return KnownSetting.of(
        List.of("writes", "queue", key),
        format,
        KnownSetting.Secrecy.SHOWN,
        (draft, path, value) ->
            draft.general(builder -> builder.queue(policy -> change.apply(policy, value))));
  }
}
