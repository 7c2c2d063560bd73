package dev.twofold.checker.history;

import java.util.ArrayDeque;
import java.util.Deque;

/** When connections to Redis were disturbed, and whose. Thread-safe. */
public final class Disturbances {

  private static final int KEPT = 10_000;
  private static final int ALL = -1;

  private final Deque<Disturbance> disturbances = new ArrayDeque<>();

  /** A disturbance of all nodes begins; it lasts until it is closed. */
  public Disturbance ofAll() {
    return of(ALL);
  }

  /** A disturbance of one node begins; it lasts until it is closed. */
  public synchronized Disturbance of(int node) {
    Disturbance disturbance = new Disturbance(node, System.nanoTime());
    disturbances.addLast(disturbance);
    if (disturbances.size() > KEPT) {
      disturbances.removeFirst();
    }
    return disturbance;
  }

  /** Whether a node was disturbed at some time between two. */
  synchronized boolean concern(int node, long from, long to) {
    return disturbances.stream().anyMatch(each -> each.concerns(node, from, to));
  }

  /** One of them. */
  public static final class Disturbance implements AutoCloseable {

    private final int node;
    private final long begin;
    private volatile long end = Long.MAX_VALUE;

    private Disturbance(int node, long begin) {
      this.node = node;
      this.begin = begin;
    }

    private boolean concerns(int other, long from, long to) {
      return (node == ALL || node == other) && begin <= to && end >= from;
    }

    @Override
    public void close() {
      end = System.nanoTime();
    }
  }
}
