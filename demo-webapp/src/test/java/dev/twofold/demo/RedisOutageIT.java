package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages while Redis is away. */
class RedisOutageIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @BeforeEach
  void warmUp() {
    demo.redis().flush();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Cost.of(demo.get("/")).statements()).isZero());
  }

  @AfterEach
  void bringBack() {
    demo.redis().thaw();
  }

  @Test
  void page_redisKilledAndBack_databaseAnswersUntilRedisDoesAgain() {
    JsonNode before = demo.json("/");

    demo.redis().kill();

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> during = demo.getJson("/");
      assertThat(during.statusCode()).isEqualTo(200);
      assertThat(RunningDemo.parse(during.body())).isEqualTo(before);
      assertThat(Cost.of(during).statements()).isEqualTo(6);
    }

    demo.redis().startEmpty();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Cost after = Cost.of(demo.get("/"));
              assertThat(after.statements()).isZero();
              assertThat(after.of("connections")).isZero();
              assertThat(after.of("distributed")).isPositive();
            });
  }

  @Test
  void page_redisFrozen_answersWithinItsBudget() {
    demo.redis().freeze();

    long started = System.nanoTime();
    HttpResponse<String> during = demo.get("/");
    Duration took = Duration.ofNanos(System.nanoTime() - started);

    assertThat(during.statusCode()).isEqualTo(200);
    assertThat(Cost.of(during).statements()).isEqualTo(6);
    // Only the first trip is waited for: 200 ms, and the page itself on a busy machine.
    assertThat(Cost.of(during).of("redis")).isEqualTo(1);
    assertThat(took).isLessThan(Duration.ofMillis(200 + 1_300));
  }
}
