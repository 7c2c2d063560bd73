package dev.twofold.checker.guard;

import dev.twofold.invalidation.Invalidation;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What woven code calls. */
public final class Provocation {

  private static final long PUT_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long COMMIT_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
  private static final ThreadLocal<@Nullable Invalidation> LAST = new ThreadLocal<>();

  private Provocation() {}

  /** Whether the last call of this thread was about the same object. */
  @SuppressWarnings("ReferenceEquality") // an equal one may come again later
  public static boolean isRepeated(Invalidation stale) {
    boolean repeated = LAST.get() == stale;
    LAST.set(repeated ? null : stale);
    return repeated;
  }

  /** Gives what runs beside time to come in before an entry is put. */
  public static void pauseBeforePut() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PUT_PAUSE));
  }

  /** Gives what runs beside time to come in around a commit. */
  public static void pauseAroundCommit() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(COMMIT_PAUSE));
  }
}
