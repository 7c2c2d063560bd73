package dev.twofold.demo.fault;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.TierException;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final Faults faults = new Faults();

  @Test
  void of_tierThatIsNotThere_empty() {
    DistributedTier unused = faults.switched(new InMemoryTier());

    assertThat(faults.of(Tier.REDIS)).isPresent();
    assertThat(faults.of(Tier.NEAR)).isEmpty();
  }

  @Test
  void close_frozenTier_whoHangsInItGoesOn() {
    DistributedTier tier = faults.switched(new InMemoryTier());
    faults.of(Tier.REDIS).orElseThrow().set(Position.FROZEN);
    CompletableFuture<Void> lookup = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () ->
                lookup.completeAsync(
                    () -> {
                      tier.getAll(List.of(key(1)), Claim.NONE, Duration.ofHours(1));
                      return null;
                    },
                    Runnable::run));
    caller.start();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

    faults.close();

    assertThatThrownBy(lookup::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TierException.class);
  }
}
