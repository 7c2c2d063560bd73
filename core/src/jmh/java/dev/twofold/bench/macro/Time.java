package dev.twofold.bench.macro;

import java.util.concurrent.locks.LockSupport;

/** Nanoseconds that pass, and a way to wait for some to come. */
interface Time {

  /** That of the machine. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void awaitNanos(long point) {
          for (long left = point - nanos(); left > 0; left = point - nanos()) {
            LockSupport.parkNanos(left);
          }
        }
      };

  /** Now; only differences mean something. */
  long nanos();

  /** Returns once it is that time; at once if it has been. */
  void awaitNanos(long point);
}
