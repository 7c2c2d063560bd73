package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import org.junit.jupiter.api.Test;

final class RedissonTierBuilderTest {

  @Test
  void username_alsoInTheAddress_isRefused() {
    RedissonTierBuilder builder = RedissonTier.at("redis://ada:secret@localhost");

    assertThatThrownBy(() -> builder.username("grace"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The Redis tier at redis://localhost:6379 got a second username; allowed is one");
  }

  @Test
  void password_setTwice_isRefusedWithoutShowingIt() {
    RedissonTierBuilder builder = RedissonTier.at("redis://localhost").password("secret");

    assertThatThrownBy(() -> builder.password("other"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The Redis tier at redis://localhost:6379 got a second password; allowed is one");
  }

  @Test
  void connections_none_isRefusedNamingTheNumber() {
    assertThatThrownBy(() -> RedissonTier.at("redis://localhost").connections(0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The Redis tier at redis://localhost:6379 got connections 0; allowed is 1 or more");
  }

  @Test
  void build_withUserAndPassword_makesATierThatShowsNeither() {
    try (RedissonTier tier = RedissonTier.at("redis://ada:secret@localhost/3").build()) {
      assertThat(tier).hasToString("RedissonTier[redis://localhost:6379/3]");
    }
  }
}
