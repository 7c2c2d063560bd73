package dev.twofold.soak;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.soak.Journal.Articles;
import dev.twofold.soak.Journal.ArticlesFar;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Sees whether everything works again: one node writes, the other reads what was written from its
 * near tier, and Redis answers. Used by one thread.
 */
final class Recovery {

  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SoakNode writer;
  private final SoakNode reader;
  private long views;
  private Duration longest = Duration.ZERO;
  private boolean complete = true;

  Recovery(SoakNode writer, SoakNode reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /** Waits until everything works, and tells how long that took; ends after a time all the same. */
  Duration await() {
    long start = System.nanoTime();
    try {
      until(this::isWritten);
      until(this::isRead);
      until(this::isAnsweredByRedis);
    } catch (ConditionTimeoutException e) {
      complete = false;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    longest = took.compareTo(longest) > 0 ? took : longest;
    return took;
  }

  private static void until(Callable<Boolean> works) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(works);
  }

  private boolean isWritten() {
    long next = views + 1;
    writer.write(Journal.SIGN, each -> each.views = next);
    views = next;
    return true;
  }

  private boolean isRead() {
    try (LoadScope scope = reader.twofold().open()) {
      return scope.require(Articles.class, Journal.SIGN).views() == views;
    }
  }

  private boolean isAnsweredByRedis() {
    return isAnsweredByRedis(writer.twofold()) && isAnsweredByRedis(reader.twofold());
  }

  private static boolean isAnsweredByRedis(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      scope.require(ArticlesFar.class, Journal.SIGN);
      return scope.stats().total().distributed() == 1;
    }
  }

  /** The longest time that it took. */
  Duration longest() {
    return longest;
  }

  /** Whether everything worked again each time. */
  boolean isComplete() {
    return complete;
  }
}
