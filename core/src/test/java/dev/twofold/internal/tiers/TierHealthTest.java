package dev.twofold.internal.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twofold.error.TierException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A tier that is down for an hour is one line in the log, not one per request. */
class TierHealthTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(TierHealth.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final TierHealth health = new TierHealth();

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

  @Test
  void failed_isSaidOncePerChange() {
    TierException refused = new TierException("connection refused", null);
    health.answered();
    health.failed(refused);
    health.failed(refused);
    health.answered();
    health.answered();
    health.failed(refused);

    String down =
        "The distributed tier does not answer: connection refused. Its share of the work goes to"
            + " the database until it does.";
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(down, "The distributed tier answers again.", down);
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.INFO, Level.WARN);
  }
}
