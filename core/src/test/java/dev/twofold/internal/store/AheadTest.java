package dev.twofold.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AheadTest {

  private final Ahead ahead = new Ahead("value");

  @Test
  void markRead_firstTime_tellsSo() {
    assertThat(ahead.isRead()).isFalse();

    assertThat(ahead.markRead()).isTrue();

    assertThat(ahead.isRead()).isTrue();
  }

  @Test
  void markRead_again_isNotTheFirst() {
    ahead.markRead();

    assertThat(ahead.markRead()).isFalse();
  }

  @Test
  void value_read_isTheSame() {
    Object before = ahead.value();
    ahead.markRead();

    assertThat(ahead.value()).isSameAs(before).isEqualTo("value");
  }
}
