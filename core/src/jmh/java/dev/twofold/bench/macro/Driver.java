package dev.twofold.bench.macro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Some connections that put load on a server at the same time. */
final class Driver implements AutoCloseable {

  private static final int CONNECTIONS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final List<Connection> connections = new ArrayList<>();

  Driver(int port) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(new Connection(port));
    }
  }

  /** As many requests as the server answers. */
  Load closed(Workload.Asks asks, long seed, Duration span) throws InterruptedException {
    return run(number -> new Pace.Closed(), asks, seed, span);
  }

  /** So many requests a second, evenly. */
  Load fixed(Workload.Asks asks, long seed, double perSecond, Duration span)
      throws InterruptedException {
    long turn = (long) (1e9 / perSecond);
    Duration interval = Duration.ofNanos(turn * CONNECTIONS);
    return run(
        number -> new Pace.Fixed(interval, Duration.ofNanos(turn * number)), asks, seed, span);
  }

  /** Each request once. */
  Load once(List<Ask> asks) throws InterruptedException {
    List<Callable<Load>> works = new ArrayList<>();
    AtomicInteger next = new AtomicInteger();
    for (Connection connection : connections) {
      works.add(() -> Pace.once(connection, asks, next, Time.SYSTEM));
    }
    return sum(works);
  }

  private Load run(IntFunction<Pace> paces, Workload.Asks asks, long seed, Duration span)
      throws InterruptedException {
    List<Callable<Load>> works = new ArrayList<>();
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < CONNECTIONS; i++) {
      Pace pace = paces.apply(i);
      Connection connection = connections.get(i);
      SplittableRandom random = seeds.split();
      works.add(() -> pace.run(connection, asks, random, Time.SYSTEM, span));
    }
    return sum(works);
  }

  private Load sum(List<Callable<Load>> works) throws InterruptedException {
    Load sum = new Load(Load.histogram(), 0, Duration.ZERO);
    for (Future<Load> work : threads.invokeAll(works)) {
      sum = sum.plus(result(work));
    }
    return sum;
  }

  private static Load result(Future<Load> work) throws InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A connection ended before its time", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
