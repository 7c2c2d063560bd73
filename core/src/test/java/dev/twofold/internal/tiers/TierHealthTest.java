package dev.twofold.internal.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twofold.error.TierException;
import dev.twofold.resilience.CircuitChange;
import dev.twofold.settings.BreakerPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A tier that is down for an hour is one line in the log, not one per request. */
class TierHealthTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(CircuitLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final List<CircuitChange> heard = new ArrayList<>();
  private final TierHealth health =
      new TierHealth(
          BreakerPolicy.DEFAULT.within(Duration.ofMillis(200)),
          false,
          new CircuitLog(
              nanoTime::get,
              List.of(
                  change -> {
                    throw new IllegalStateException("a broken observer");
                  },
                  heard::add)));

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(log);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(health.permits()).isTrue();
      health.failed(new TierException("connection refused", null), 1);
    }
  }

  private void waitForTheNextTry() {
    nanoTime.addAndGet(Duration.ofMillis(1001).toNanos());
  }

  @Test
  void changes_areSaidOnce() {
    fail(5);
    assertThat(health.permits()).isFalse();
    for (int i = 0; i < 3; i++) {
      waitForTheNextTry();
      fail(1);
    }
    waitForTheNextTry();
    assertThat(health.permits()).isTrue();
    health.answered(1);

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.startsWith("The circuit"))
        .containsExactly(
            "The circuit 'distributed' has opened: too many of the last 10 trips failed or took"
                + " longer than 150 ms (last failure: connection refused). Its share of the work"
                + " goes to the database; it is tried again every 1000 ms.",
            "The circuit 'distributed' has closed: it answers again.");
    assertThat(log.list).extracting(ILoggingEvent::getLevel).contains(Level.WARN, Level.INFO);
  }

  @Test
  void observers_hearEveryChange_andABrokenOneHarmsNobody() {
    fail(5);
    waitForTheNextTry();
    assertThat(health.permits()).isTrue();
    health.answered(1);

    assertThat(heard)
        .extracting(change -> change.from() + " " + change.to())
        .containsExactly("CLOSED OPEN", "OPEN HALF_OPEN", "HALF_OPEN CLOSED");
  }
}
