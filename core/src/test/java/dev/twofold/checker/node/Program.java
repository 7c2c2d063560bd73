package dev.twofold.checker.node;

import java.util.List;
import java.util.random.RandomGenerator;

/** What one thread of a node does, until it is told to stop. */
final class Program implements Runnable {

  private record Share(int weight, Request request) {}

  private static final List<Share> SHARES =
      List.of(
          new Share(700, new ReadRequest()),
          new Share(220, new WriteRequest()),
          new Share(40, new ForeignWriteRequest()),
          new Share(30, new SnapshotRequest()),
          new Share(20, new RefreshRequest()),
          new Share(2, new ClearRequest()));
  private static final int ALL = SHARES.stream().mapToInt(Share::weight).sum();

  private final Worker worker;
  private volatile boolean stopped;

  Program(Worker worker) {
    this.worker = worker;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      next(worker.random()).run(worker);
    }
  }

  private static Request next(RandomGenerator random) {
    int left = random.nextInt(ALL);
    for (Share share : SHARES) {
      left -= share.weight;
      if (left < 0) {
        return share.request;
      }
    }
    throw new IllegalStateException("weights have changed");
  }
}
