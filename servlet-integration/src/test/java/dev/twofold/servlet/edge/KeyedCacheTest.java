package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An application behind a cache that every machine has. */
class KeyedCacheTest extends EdgeCacheContract {

  private KeyedCache keyed;

  @Override
  EdgeCache cache() throws IOException {
    keyed = new KeyedCache();
    return keyed;
  }

  /** The application has sent the old state before it heard of the new one. */
  @Test
  void responseThatArrivesAfterThePurge_isRemovedByTheSecond() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch purged = new CountDownLatch(1);
    keyed.beforeKeeping(
        () -> {
          arrived.countDown();
          await().until(() -> purged.getCount() == 0);
        });
    CompletableFuture<String> old = CompletableFuture.supplyAsync(() -> body("/name?id=1"));
    arrived.await();

    rename(1, "augusta");
    await().until(() -> !keyed.purges().isEmpty());
    purged.countDown();

    assertThat(old.join()).isEqualTo("ada");
    awaitBody("/name?id=1", "augusta");
    assertThat(keyed.purges()).hasSize(2);
    assertThat(keyed.purges().get(1)).isEqualTo(keyed.purges().get(0));
  }

  private String body(String path) {
    try {
      return get(path).body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cacheThatRefuses_isAskedAgainUntilItConfirms() throws Exception {
    get("/name?id=1");
    keyed.answerPurgesWith(503);

    rename(1, "augusta");
    await().until(() -> node().edge.stats().purgesFailed() >= 2);
    keyed.answerPurgesWith(200);

    awaitBody("/name?id=1", "augusta");
    List<Set<String>> purges = keyed.purges();
    assertThat(purges).allMatch(purges.get(0)::equals);
  }
}
