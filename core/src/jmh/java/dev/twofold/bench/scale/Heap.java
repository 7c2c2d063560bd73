package dev.twofold.bench.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is on the heap and reachable. */
final class Heap {

  private static final int COLLECTIONS = 3;

  private Heap() {}

  /** Bytes after everything unreachable has gone; nobody else may be at work. */
  static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
