package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.redisson.QuietTier;
import dev.twofold.settings.Fills;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RedisServer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fills that no request waits for, on a real Redis. */
class FillBehindIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final int KEYS = 2_000;
  private static final int THREADS = 4;
  private static final int REQUESTS = 100;
  private static final int KEYS_OF_A_REQUEST = 20;

  private static Twofold engine(Names names) {
    return Twofold.builder()
        .distributed(QuietTier.at(REDIS.address()))
        .settings(
            TwofoldSettings.builder().fills(Fills.BEHIND).distributedBudget(Patience.LIMIT).build())
        .register(names)
        .build();
  }

  private static List<Long> keys(int request) {
    return LongStream.rangeClosed(1, KEYS_OF_A_REQUEST)
        .mapToObj(key -> (long) request * KEYS_OF_A_REQUEST + key)
        .toList();
  }

  private static void ask(Twofold twofold) {
    for (int request = 0; request < REQUESTS; request++) {
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.findAll(Names.class, keys(request)).found()).hasSize(KEYS_OF_A_REQUEST);
      }
    }
  }

  /** All threads want the same keys at the same time; each key is loaded once all the same. */
  @Test
  void requestsOfSeveralThreads_eachKeyIsLoadedOnce_andInRedisWhenTheEngineHasClosed() {
    Names names = new Names(KEYS);
    try (Twofold twofold = engine(names)) {
      CompletableFuture.allOf(
              IntStream.range(0, THREADS)
                  .mapToObj(thread -> OtherThread.run(() -> ask(twofold)))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    assertThat(names.batches().stream().mapToInt(Set::size).sum()).isEqualTo(KEYS);

    Names others = new Names(KEYS);
    try (Twofold twofold = engine(others);
        LoadScope scope = twofold.open()) {
      scope.findAll(Names.class, LongStream.rangeClosed(1, KEYS).boxed().toList());

      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2000 distributed=2000");
    }
    assertThat(others.batches()).isEmpty();
  }
}
