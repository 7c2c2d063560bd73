package dev.twofold.internal.flight;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.internal.flight.LoadTurns.Turn;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LoadTurnsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static <T> T elsewhere(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    new Thread(future, "other").start();
    return future.get(1, MINUTES);
  }

  private static boolean hasTurn(LoadTurns turns, boolean counts) throws InterruptedException {
    Turn turn = turns.await(counts, Duration.ZERO);
    if (turn != null) {
      turn.close();
    }
    return turn != null;
  }

  @Test
  void asManyAsThereAreTurns_andThenNoneUntilOneEnds() throws Exception {
    LoadTurns turns = new LoadTurns(1);
    try (Turn first = turns.await(true, LONG)) {
      assertThat(first).isNotNull();
      assertThat(elsewhere(() -> hasTurn(turns, true))).isFalse();
    }
    assertThat(elsewhere(() -> hasTurn(turns, true))).isTrue();
  }

  @Test
  void loadThatDoesNotCount_needsNoTurn() throws Exception {
    LoadTurns turns = new LoadTurns(1);
    try (Turn first = turns.await(true, LONG)) {
      assertThat(first).isNotNull();
      assertThat(elsewhere(() -> hasTurn(turns, false))).isTrue();
    }
  }

  @Test
  void withoutLimit_nobodyWaits() throws Exception {
    LoadTurns turns = new LoadTurns(0);
    try (Turn first = turns.await(true, LONG)) {
      assertThat(first).isNotNull();
      assertThat(elsewhere(() -> hasTurn(turns, true))).isTrue();
    }
  }

  /** Its own load may be what the others wait for. */
  @Test
  void loadWithinALoad_hasTheTurnOfTheOuter() throws Exception {
    LoadTurns turns = new LoadTurns(1);
    assertThat(turns.isLoading()).isFalse();
    try (Turn outer = requireNonNull(turns.await(true, LONG))) {
      try (Turn inner = turns.await(true, Duration.ZERO)) {
        assertThat(inner).isNotNull();
      }
      assertThat(turns.isLoading()).as("after the inner one").isTrue();
      assertThat(elsewhere(() -> hasTurn(turns, true))).isFalse();
      assertThat(outer).isNotNull();
    }
    assertThat(turns.isLoading()).isFalse();
  }

  @Test
  void interrupt_endsTheWait() throws Exception {
    LoadTurns turns = new LoadTurns(1);
    try (Turn first = turns.await(true, LONG)) {
      assertThat(first).isNotNull();
      elsewhere(
          () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> turns.await(true, LONG))
                .isInstanceOf(InterruptedException.class);
            return true;
          });
    }
  }
}
