package dev.twofold.redisson;

import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The latest state of each partition that this node knows. Scripts are told it, so that a control
 * record that went back in time, as after a failover, is found out. Thread-safe.
 */
final class Partitions {

  private final AtomicReferenceArray<Moment> latest;

  Partitions(int number) {
    Moment[] unknown = new Moment[number];
    Arrays.fill(unknown, FillRight.UNKNOWN);
    latest = new AtomicReferenceArray<>(unknown);
  }

  int number() {
    return latest.length();
  }

  Moment latest(int partition) {
    return latest.get(partition);
  }

  void saw(int partition, Moment moment) {
    latest.updateAndGet(partition, before -> isLater(moment, before) ? moment : before);
  }

  Vantage vantage() {
    Moment[] moments = new Moment[latest.length()];
    Arrays.setAll(moments, latest::get);
    return new Vantage(List.of(moments));
  }

  /** Whether a state is later than another. Replies overtake each other. */
  static boolean isLater(Moment moment, Moment before) {
    return moment.epoch().equals(before.epoch())
        ? moment.sequence() > before.sequence()
        : age(moment) > age(before);
  }

  private static long age(Moment moment) {
    int end = moment.epoch().indexOf('-');
    try {
      return end < 0 ? -1 : Long.parseLong(moment.epoch().substring(0, end));
    } catch (NumberFormatException e) {
      return -1; // an epoch that no script made is older than any other
    }
  }
}
