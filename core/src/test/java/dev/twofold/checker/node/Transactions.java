package dev.twofold.checker.node;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers of transactions that no other node has. Thread-safe. */
final class Transactions {

  private static final int NODE_BITS = 40;

  private final AtomicLong last;

  Transactions(int node) {
    last = new AtomicLong((long) node << NODE_BITS);
  }

  long next() {
    return last.incrementAndGet();
  }
}
