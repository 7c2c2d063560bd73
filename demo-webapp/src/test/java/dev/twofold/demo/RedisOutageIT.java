package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages while Redis is away. */
class RedisOutageIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  @BeforeEach
  void warmUp() {
    demo.redis().flush();
    await().untilAsserted(() -> assertThat(Cost.of(demo.get("/")).statements()).isZero());
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
        .untilAsserted(
            () -> {
              Cost after = Cost.of(demo.get("/"));
              assertThat(after.statements()).isZero();
              assertThat(after.of("connections")).isZero();
              assertThat(after.of("distributed")).isPositive();
            });
  }

  @Test
  void page_redisFrozen_waitsForItsFirstTripOnly() {
    demo.redis().freeze();

    HttpResponse<String> during = demo.get("/");

    assertThat(during.statusCode()).isEqualTo(200);
    assertThat(Cost.of(during).statements()).isEqualTo(6);
    assertThat(Cost.of(during).of("redis")).isEqualTo(1);
  }
}
