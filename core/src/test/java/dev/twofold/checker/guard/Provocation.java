package dev.twofold.checker.guard;

import dev.twofold.invalidation.Invalidation;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What woven code calls. */
public final class Provocation {

  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final ThreadLocal<@Nullable Invalidation> LAST = new ThreadLocal<>();

  private Provocation() {}

  /** Whether the last call of this thread was about the same object. */
  @SuppressWarnings("ReferenceEquality") // an equal one may come again later
  public static boolean isRepeated(Invalidation stale) {
    boolean repeated = LAST.get() == stale;
    LAST.set(repeated ? null : stale);
    return repeated;
  }

  /** Gives what runs beside time to come in between; harmless as long as all guards stand. */
  public static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
  }
}
