package dev.twofold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.RegionPolicy;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TwofoldSettingsTest {

  @Test
  void defaults_areAsWritten() {
    assertThat(TwofoldSettings.defaults())
        .isEqualTo(
            new TwofoldSettings(
                "twofold",
                Duration.ofMinutes(1),
                Duration.ofMillis(200),
                Fills.AWAITED,
                BreakerPolicy.DEFAULT,
                Duration.ofSeconds(30),
                BreakerPolicy.DATABASE,
                0,
                100_000,
                1_000_000,
                1_000,
                UnplannedLoads.ALLOW,
                StrictWrites.REFUSE,
                Duration.ofSeconds(30),
                100_000,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                OutboxUse.OFF,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                WarmupPolicy.DEFAULT,
                QueuePolicy.DEFAULT,
                Map.of()));
  }

  @Test
  void builder_takesAll() {
    RegionPolicy policy = RegionPolicy.DEFAULT.withJitter(0);

    assertThat(
            TwofoldSettings.builder()
                .application("shop")
                .requestBudget(Duration.ofSeconds(10))
                .distributedBudget(Duration.ofMillis(1))
                .fills(Fills.BEHIND)
                .breaker(breaker -> breaker.withWindow(11))
                .databaseBudget(Duration.ofSeconds(2))
                .databaseBreaker(breaker -> breaker.withWindow(12))
                .databaseConcurrency(10)
                .maximumKeysPerCall(3)
                .maximumValuesPerScope(11)
                .cohortLimit(4)
                .unplannedLoads(UnplannedLoads.REFUSE)
                .strictWrites(StrictWrites.COUNT)
                .commitLimit(Duration.ofSeconds(5))
                .undeliveredLimit(6)
                .nearBudget(Duration.ofMillis(12))
                .nearOutageTimeToLive(Duration.ofSeconds(7))
                .outbox(OutboxUse.ON)
                .outboxInterval(Duration.ofSeconds(8))
                .outboxAge(Duration.ofSeconds(9))
                .warmup(warmup -> warmup.withHotKeys(13))
                .queue(queue -> queue.withBatch(13))
                .region("users", policy)
                .build())
        .isEqualTo(
            new TwofoldSettings(
                "shop",
                Duration.ofSeconds(10),
                Duration.ofMillis(1),
                Fills.BEHIND,
                BreakerPolicy.DEFAULT.withWindow(11),
                Duration.ofSeconds(2),
                BreakerPolicy.DATABASE.withWindow(12),
                10,
                3,
                11,
                4,
                UnplannedLoads.REFUSE,
                StrictWrites.COUNT,
                Duration.ofSeconds(5),
                6,
                Duration.ofMillis(12),
                Duration.ofSeconds(7),
                OutboxUse.ON,
                Duration.ofSeconds(8),
                Duration.ofSeconds(9),
                WarmupPolicy.DEFAULT.withHotKeys(13),
                QueuePolicy.DEFAULT.withBatch(13),
                Map.of("users", policy)));
  }

  @Test
  void region_notNamed_hasTheDefault() {
    TwofoldSettings settings =
        TwofoldSettings.builder().region("users", RegionPolicy.DEFAULT.withJitter(0)).build();

    assertThat(settings.region("users").jitter()).isZero();
    assertThat(settings.region("other")).isEqualTo(RegionPolicy.DEFAULT);
  }

  @Test
  void region_twice_isRefused() {
    assertRefused(
        () ->
            TwofoldSettings.builder()
                .region("users", RegionPolicy.DEFAULT)
                .region("users", RegionPolicy.DEFAULT),
        "region 'users' is set twice");
  }

  @Test
  void valuesOutOfBounds_areRefusedByName() {
    TwofoldSettings.Builder any = TwofoldSettings.builder();
    assertRefused(
        () -> TwofoldSettings.builder().application("a:b").build(),
        "setting 'application' is 'a:b'; allowed: 1 to 64 letters, digits, '.', '_' and '-'");
    assertRefused(
        () -> TwofoldSettings.builder().distributedBudget(Duration.ZERO).build(),
        "setting 'distributedBudget' is 'PT0S'; allowed: 1 millisecond to 1 day");
    assertRefused(
        () -> TwofoldSettings.builder().databaseBudget(Duration.ofSeconds(-1)).build(),
        "setting 'databaseBudget' is 'PT-1S'; allowed: 1 millisecond to 1 day");
    assertRefused(
        () -> TwofoldSettings.builder().databaseBudget(Duration.ofMillis(86_400_001)).build(),
        "setting 'databaseBudget' is 'PT24H0.001S'; allowed: 1 millisecond to 1 day");
    assertRefused(
        () ->
            TwofoldSettings.builder().distributedBudget(Duration.ofSeconds(Long.MAX_VALUE)).build(),
        "setting 'distributedBudget' is 'PT2562047788015215H30M7S'; allowed: 1 millisecond to 1"
            + " day");
    assertRefused(
        () -> TwofoldSettings.builder().maximumKeysPerCall(0).build(),
        "setting 'maximumKeysPerCall' is '0'; allowed: 1 or more");
    assertRefused(
        () -> TwofoldSettings.builder().maximumValuesPerScope(0).build(),
        "setting 'maximumValuesPerScope' is '0'; allowed: 1 or more");
    assertRefused(
        () -> TwofoldSettings.builder().databaseConcurrency(-1).build(),
        "setting 'databaseConcurrency' is '-1'; allowed: zero (no limit) or more");
    assertRefused(
        () -> TwofoldSettings.builder().commitLimit(Duration.ofMillis(999)).build(),
        "setting 'commitLimit' is 'PT0.999S'; allowed: 1 second to 1 hour");
    assertRefused(
        () -> TwofoldSettings.builder().commitLimit(Duration.ofMillis(3_600_001)).build(),
        "setting 'commitLimit' is 'PT1H0.001S'; allowed: 1 second to 1 hour");
    assertRefused(
        () -> TwofoldSettings.builder().undeliveredLimit(0).build(),
        "setting 'undeliveredLimit' is '0'; allowed: 1 to 10000000");
    assertRefused(
        () -> TwofoldSettings.builder().undeliveredLimit(10_000_001).build(),
        "setting 'undeliveredLimit' is '10000001'; allowed: 1 to 10000000");
    assertRefused(
        () -> TwofoldSettings.builder().nearOutageTimeToLive(Duration.ofMillis(-1)).build(),
        "setting 'nearOutageTimeToLive' is 'PT-0.001S'; allowed: zero (near entries do not count"
            + " then) to 1 hour");
    assertRefused(
        () -> TwofoldSettings.builder().nearOutageTimeToLive(Duration.ofHours(2)).build(),
        "setting 'nearOutageTimeToLive' is 'PT2H'; allowed: zero (near entries do not count then)"
            + " to 1 hour");
    assertRefused(
        () -> any.region("a b", RegionPolicy.DEFAULT).build(),
        "setting 'regions' is 'a b'; allowed: names of 1 to 64 letters, digits, '.', '_', '-'");
  }

  @Test
  void valuesAtTheirBounds_areTaken() {
    TwofoldSettings lowest =
        TwofoldSettings.builder()
            .commitLimit(Duration.ofSeconds(1))
            .undeliveredLimit(1)
            .nearOutageTimeToLive(Duration.ZERO)
            .build();
    TwofoldSettings highest =
        TwofoldSettings.builder()
            .commitLimit(Duration.ofHours(1))
            .undeliveredLimit(10_000_000)
            .nearOutageTimeToLive(Duration.ofHours(1))
            .build();

    assertThat(lowest.nearOutageTimeToLive()).isZero();
    assertThat(highest.undeliveredLimit()).isEqualTo(10_000_000);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }
}
