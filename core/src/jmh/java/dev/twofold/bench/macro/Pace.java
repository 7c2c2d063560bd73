package dev.twofold.bench.macro;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/** How one connection sends its requests. */
sealed interface Pace {

  /** Sends requests for some time. */
  Load run(Exchange exchange, Workload.Asks asks, RandomGenerator random, Time time, Duration span)
      throws IOException;

  /**
   * Sends what is left of a list, shared with other connections.
   *
   * @param next the place in the list of the next one
   */
  static Load once(Exchange exchange, List<Ask> asks, AtomicInteger next, Time time)
      throws IOException {
    Histogram latencies = Load.histogram();
    long errors = 0;
    long begin = time.nanos();
    long now = begin;
    for (int i = next.getAndIncrement(); i < asks.size(); i = next.getAndIncrement()) {
      errors += exchange.send(asks.get(i)) ? 0 : 1;
      long answered = time.nanos();
      latencies.recordValue(answered - now);
      now = answered;
    }
    return new Load(latencies, errors, Duration.ofNanos(now - begin));
  }

  /** Each request as soon as the last one is answered: finds how many a server can answer. */
  record Closed() implements Pace {

    @Override
    public Load run(
        Exchange exchange, Workload.Asks asks, RandomGenerator random, Time time, Duration span)
        throws IOException {
      Histogram latencies = Load.histogram();
      long errors = 0;
      long begin = time.nanos();
      long now = begin;
      while (now - begin < span.toNanos()) {
        errors += exchange.send(asks.next(random)) ? 0 : 1;
        long answered = time.nanos();
        latencies.recordValue(answered - now);
        now = answered;
      }
      return new Load(latencies, errors, Duration.ofNanos(now - begin));
    }
  }

  /**
   * Requests at points of time that were fixed before, whether or not the server keeps up. The
   * latency of a request counts from its point of time, not from when it could be sent at last:
   * users do not wait with their requests until the server has answered those of others, so a pause
   * of the server is felt by all who came during it (coordinated omission).
   *
   * @param interval between two requests
   * @param delay of the first one, so that connections take turns
   */
  record Fixed(Duration interval, Duration delay) implements Pace {

    @Override
    public Load run(
        Exchange exchange, Workload.Asks asks, RandomGenerator random, Time time, Duration span)
        throws IOException {
      Histogram latencies = Load.histogram();
      long errors = 0;
      long begin = time.nanos();
      long end = begin + span.toNanos();
      long point = begin + delay.toNanos();
      for (; point - end < 0; point += interval.toNanos()) {
        Ask ask = asks.next(random);
        time.awaitNanos(point);
        errors += exchange.send(ask) ? 0 : 1;
        latencies.recordValue(time.nanos() - point);
      }
      return new Load(latencies, errors, Duration.ofNanos(time.nanos() - begin));
    }
  }
}
