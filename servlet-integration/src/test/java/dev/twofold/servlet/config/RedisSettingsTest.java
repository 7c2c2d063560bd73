package dev.twofold.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

  @Nested
  class At {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "redis://127.0.0.1:6379",
          "rediss://cache.example.org:6380",
          "redis://cache_1",
          "redis://[::1]:6379"
        })
    void at_server_isTaken(String address) {
      assertThat(RedisSettings.at(address).uri()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "localhost:6379",
          "http://localhost:6379",
          "redis://",
          "redis://localhost:0",
          "redis://localhost:65536",
          "redis://localhost:6379/2",
          "redis://user:hunter2@localhost:6379"
        })
    void at_otherText_isRefusedWithoutShowingIt(String address) {
      assertThatThrownBy(() -> RedisSettings.at(address))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "redis setting 'address' is not an address; allowed: redis://host:port, or"
                  + " rediss://host:port for TLS; user, password and database have settings of"
                  + " their own");
    }
  }

  @Test
  void withDatabase_outOfRange_namesTheRange() {
    assertThatThrownBy(() -> RedisSettings.at("redis://localhost").withDatabase(10_000))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("redis setting 'database' is 10000; allowed: 0 to 9999");
  }

  @Nested
  class Uri {

    private final RedisSettings server = RedisSettings.at("redis://localhost:6379");

    @Test
    void uri_loginAndDatabase_areEncodedIntoIt() {
      assertThat(server.withUsername("a b").withPassword("p@s/s+:*").withDatabase(3).uri())
          .isEqualTo("redis://a%20b:p%40s%2Fs%2B%3A%2A@localhost:6379/3");
    }

    @Test
    void uri_passwordAlone_hasAnEmptyUser() {
      assertThat(server.withPassword("secret").uri()).isEqualTo("redis://:secret@localhost:6379");
    }

    @Test
    void uri_userAlone_hasNoPassword() {
      assertThat(server.withUsername("reader").uri()).isEqualTo("redis://reader@localhost:6379");
    }
  }

  @Test
  void toString_password_isHidden() {
    assertThat(RedisSettings.at("redis://localhost").withPassword("hunter2"))
        .hasToString(
            "RedisSettings[address=redis://localhost, username=none, password=***, database=0]");
  }
}
