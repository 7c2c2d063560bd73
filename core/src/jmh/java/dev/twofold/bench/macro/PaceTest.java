package dev.twofold.bench.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Ask PAGE = Ask.get("/", Format.JSON);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();

  @Test
  void fixed_serverPauses_allWhoCameMeanwhileHaveWaited() throws IOException {
    Load load = run(everyMillis(10), pauseOf(Duration.ofMillis(500), 10));

    // The eleventh takes 500 ms; the j-th after it has waited for 500 - 9 j.
    assertThat(load.requests()).isEqualTo(100);
    assertThat(load.latencies().getCountBetweenValues(millis(105), millis(600))).isEqualTo(44);
    assertThat(load.millisAt(100)).isBetween(499.0, 502.0);
  }

  @Test
  void closed_serverPauses_onlyOneHasWaited() throws IOException {
    Load load = run(new Pace.Closed(), pauseOf(Duration.ofMillis(500), 10));

    assertThat(load.latencies().getCountBetweenValues(millis(2), millis(600))).isEqualTo(1);
    assertThat(load.requests()).isEqualTo(501);
  }

  @Test
  void fixed_serverIsFast_latencyIsThatOfTheServer() throws IOException {
    Load load = run(everyMillis(10), pauseOf(Duration.ZERO, -1));

    assertThat(load.millisAt(100)).isBetween(0.99, 1.01);
    assertThat(load.perSecond()).isBetween(99.0, 102.0);
  }

  @Test
  void fixed_someAnswersAreWrong_areCounted() throws IOException {
    Load load = run(everyMillis(100), ask -> false);

    assertThat(load.errors()).isEqualTo(10);
  }

  @Test
  void once_severalConnections_eachRequestIsSentByOne() throws IOException {
    List<Ask> asks = List.of(PAGE, PAGE, PAGE);
    AtomicInteger next = new AtomicInteger(1);

    Load load = Pace.once(pauseOf(Duration.ZERO, -1), asks, next, time);

    assertThat(load.requests()).isEqualTo(2);
    assertThat(load.took()).isEqualTo(Duration.ofMillis(2));
    assertThat(Pace.once(ask -> true, asks, next, time).requests()).isZero();
  }

  private Load run(Pace pace, Exchange exchange) throws IOException {
    return pace.run(exchange, random -> PAGE, new SplittableRandom(1), time, SECOND);
  }

  private static Pace everyMillis(int millis) {
    return new Pace.Fixed(Duration.ofMillis(millis), Duration.ZERO);
  }

  /** Each answer takes a millisecond, that of one request longer. */
  private Exchange pauseOf(Duration pause, int paused) {
    int[] number = {0};
    return ask -> {
      time.pass(number[0]++ == paused ? pause : Duration.ofMillis(1));
      return true;
    };
  }

  private static long millis(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private static final class ManualTime implements Time {

    private long now;

    void pass(Duration duration) {
      now += duration.toNanos();
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void awaitNanos(long point) {
      now = Math.max(now, point);
    }
  }
}
