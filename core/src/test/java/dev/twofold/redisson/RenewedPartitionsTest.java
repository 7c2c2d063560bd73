package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twofold.testing.RecordingTierListener;
import dev.twofold.tier.FillRight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How often a node warns of control records that were made anew. */
class RenewedPartitionsTest {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.twofold.redisson");

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long now = Long.MAX_VALUE - 1_000; // the clock overflows
  private final Following following =
      new Following("me", 64, new RecordingTierListener(), () -> now);

  @BeforeEach
  void start() {
    lines.start();
    LOG.addAppender(lines);
    IntStream.range(0, 64)
        .forEach(
            each -> following.startOver(each, new Moment("1-a", 5), Instant.EPOCH, Duration.ZERO));
  }

  @AfterEach
  void stop() {
    LOG.detachAppender(lines);
  }

  private void pass(Duration time) {
    now += time.toNanos();
    following.listening(true);
  }

  private List<String> lines() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void lossOfAllRecords_isOneLine() {
    IntStream.range(0, 10).forEach(each -> following.saw(each, new Moment("2-b", 0)));
    pass(Duration.ofMillis(700));
    IntStream.range(10, 64).forEach(each -> following.saw(each, new Moment("2-b", 0)));
    assertThat(lines()).isEmpty();

    pass(Duration.ofMillis(700));
    pass(Duration.ofMinutes(1));
    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("The control records of 64 of 64 partitions were made anew: ");
  }

  @Test
  void laterLoss_isALineOfItsOwn() {
    following.saw(0, new Moment("2-b", 0));
    pass(Duration.ofSeconds(1));
    following.saw(0, new Moment("3-c", 0));
    pass(Duration.ofSeconds(1));

    assertThat(lines()).hasSize(2).allMatch(line -> line.contains(" 1 of 64 partitions "));
  }

  @Test
  void beginning_isNoLoss() {
    pass(Duration.ofMinutes(1));
    assertThat(lines()).isEmpty();
  }
}
