package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisAddressTest {

  @Nested
  class Parse {

    @ParameterizedTest
    @CsvSource({
      "redis://localhost, redis://localhost:6379, 0",
      "redis://localhost/, redis://localhost:6379, 0",
      "redis://10.0.0.1:7000/3, redis://10.0.0.1:7000, 3",
      "rediss://cache.example.org, rediss://cache.example.org:6379, 0",
      "redis://my_cache-1:65535, redis://my_cache-1:65535, 0",
      "redis://[::1]:6380/15, redis://[::1]:6380, 15",
    })
    void parse_withoutUser_readsServerAndDatabase(String text, String server, int database) {
      assertThat(RedisAddress.parse(text))
          .isEqualTo(new RedisAddress(server, null, null, database));
    }

    @Test
    void parse_userAndPassword_readsBothDecoded() {
      assertThat(RedisAddress.parse("redis://ada:p%40ss+%2Fw:rd@localhost"))
          .isEqualTo(new RedisAddress("redis://localhost:6379", "ada", "p@ss+/w:rd", 0));
    }

    @Test
    void parse_passwordOnly_hasNoUser() {
      assertThat(RedisAddress.parse("redis://:secret@localhost"))
          .isEqualTo(new RedisAddress("redis://localhost:6379", null, "secret", 0));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "localhost",
          "localhost:6379",
          "http://localhost",
          "REDIS://localhost",
          "redis:localhost",
          "redis://",
          "redis://:6379",
          "redis://localhost:",
          "redis://a b",
          "redis://localhost:0",
          "redis://localhost:65536",
          "redis://localhost/name",
          "redis://localhost/-1",
          "redis://localhost/0/1",
          "redis://a,redis://b",
          "redis://localhost\n"
        })
    void parse_notAnAddress_isRefusedNamingItAndWhatIsAllowed(String text) {
      assertThatThrownBy(() -> RedisAddress.parse(text))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "'"
                  + text
                  + "' is not the address of a Redis server: allowed is"
                  + " redis://[user:password@]host[:port][/database], or rediss:// for TLS; special"
                  + " characters in user and password are percent-encoded");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "redis://ada:secret@localhost:port",
          "redis://ada:sec@ret@localhost",
          "redis://ada:sec/ret@localhost",
          "redis://ada:sec#ret@localhost",
          "redis://ada:sec%zzret@localhost",
          "redis://:secret@",
          "ada:secret@localhost",
          "redis://localhost?password=secret",
          "redis://localhost/0#secret",
        })
    void parse_badAddressWithASecret_isRefusedWithoutShowingIt(String text) {
      assertThatThrownBy(() -> RedisAddress.parse(text))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("'...")
          .hasMessageNotContainingAny("sec@", "secret", "sec/", "sec#", "zzret", "ada")
          .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:secret", "redis://ada:secret", "redis://:12secret/0"})
    void parse_secretWithoutAHost_isRefusedWithoutShowingIt(String text) {
      assertThatThrownBy(() -> RedisAddress.parse(text))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("'redis://")
          .hasMessageContaining(":...' is not the address")
          .hasMessageNotContaining("secret");
    }
  }

  @Nested
  class ToString {

    @Test
    void toString_userAndPassword_showsNeither() {
      assertThat(RedisAddress.parse("redis://ada:secret@localhost/2"))
          .hasToString("redis://localhost:6379/2");
    }
  }
}
