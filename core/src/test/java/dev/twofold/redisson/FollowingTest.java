package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.RecordingTierListener;
import dev.twofold.tier.FillRight.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowingTest {

  private final RecordingTierListener listener = new RecordingTierListener();
  private final Following following = new Following("me", 1, listener, () -> 0);

  @BeforeEach
  void start() {
    following.startOver(0, new Moment("1-a", 5), Instant.EPOCH, Duration.ZERO);
    listener.clear();
  }

  private void receive(String message) {
    following.received(message.getBytes(UTF_8));
  }

  @Test
  void nextButUnreadable_isMissedAtOnce() {
    receive("0 1-a 6 other\n\2anything");

    assertThat(listener.missed()).containsExactly(0);
    assertThat(following.hasReached(0, new Moment("1-a", 6))).isTrue();
  }

  @Test
  void notAMessage_isIgnored() {
    receive("anything");
    receive("7 1-a 6 other\n");
    receive("0 1-a x other\n");

    assertThat(listener.missed()).isEmpty();
    assertThat(following.hasReached(0, new Moment("1-a", 6))).isFalse();
  }

  @Test
  void earlierOrTheSame_isIgnored() {
    receive("0 1-a 5 other\n\2anything");
    receive("0 0-a 9 other\n\2anything");

    assertThat(listener.missed()).isEmpty();
  }
}
