package dev.twofold.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwofoldConfigurationTest {

  @TempDir Path directory;

  private TwofoldConfiguration load(String yaml) {
    return builder(yaml).load();
  }

  private TwofoldConfiguration.Builder builder(String yaml) {
    return TwofoldConfiguration.builder().file(ConfigurationSources.file(directory, yaml));
  }

  @Nested
  class FileText {

    @Test
    void load_everySetting_isRead() {
      TwofoldConfiguration configuration = load(EverySetting.YAML);

      assertThat(configuration.settings()).isEqualTo(EverySetting.settings());
      assertThat(configuration.edge()).isEqualTo(EverySetting.edge());
      assertThat(configuration.redis())
          .contains(new RedisSettings("redis://127.0.0.1:6379", "reader", "hunter2", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "---\n", "{}", "regions:\nredis:\n", "\uFEFF{}"})
    void load_nothingSet_isTheDefaults(String yaml) {
      TwofoldConfiguration configuration = load(yaml);

      assertThat(configuration.settings()).isEqualTo(TwofoldSettings.defaults());
      assertThat(configuration.redis()).isEmpty();
    }

    @Test
    void load_textThatLooksLikeAnotherType_staysText() {
      RedisSettings redis =
          load("redis: { address: 'redis://localhost', username: no, password: 0123 }")
              .redis()
              .orElseThrow();

      assertThat(redis.username()).isEqualTo("no");
      assertThat(redis.password()).isEqualTo("0123");
    }

    @Test
    void toString_password_isHidden() {
      assertThat(load(EverySetting.YAML).toString()).contains("users").doesNotContain("hunter");
    }
  }

  @Nested
  class Location {

    @Test
    void load_classPathFile_isFoundByItsName() throws IOException {
      Files.writeString(directory.resolve("twofold.yaml"), "application: from-class-path");
      try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
        assertThat(TwofoldConfiguration.builder().classLoader(loader).load().settings())
            .extracting(TwofoldSettings::application)
            .isEqualTo("from-class-path");
      }
    }

    @Test
    void load_noClassPathFile_isTheDefaults() throws IOException {
      try (URLClassLoader loader =
          new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
        assertThat(TwofoldConfiguration.builder().classLoader(loader).load().settings())
            .isEqualTo(TwofoldSettings.defaults());
      }
    }

    @Test
    void load_url_isRead() {
      String url =
          Path.of(ConfigurationSources.file(directory, EverySetting.YAML)).toUri().toString();

      assertThat(TwofoldConfiguration.builder().file(url).load().settings().application())
          .isEqualTo("demo");
    }

    @Test
    void load_initParameter_namesTheFileBeforeTheEnvironmentDoes() {
      String file = ConfigurationSources.file(directory, EverySetting.YAML);

      TwofoldConfiguration configuration =
          TwofoldConfiguration.builder()
              .environment(Map.of("TWOFOLD_CONFIGURATION", "absent.yaml"))
              .initParameters(ConfigurationSources.context(Map.of("twofold.configuration", file)))
              .load();

      assertThat(configuration.settings().application()).isEqualTo("demo");
    }

    @Test
    void load_environment_namesTheFile() {
      String file = ConfigurationSources.file(directory, EverySetting.YAML);

      TwofoldConfiguration configuration =
          TwofoldConfiguration.builder().environment(Map.of("TWOFOLD_CONFIGURATION", file)).load();

      assertThat(configuration.settings().application()).isEqualTo("demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.yaml", "file:///absent.yaml", "classpath:absent.yaml", "x:\0y"})
    void load_namedFileIsNotThere_isRefused(String location) {
      assertThatThrownBy(() -> TwofoldConfiguration.builder().file(location).load())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("configuration file '%s': ".formatted(location))
          .hasMessageEndingWith("; allowed: a path, a URL, or classpath: and a resource");
    }

    @Test
    void load_hugeFile_isRefused() {
      assertThatThrownBy(() -> load("#".repeat(300_000)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageEndingWith("settings.yaml' is too large; allowed: 262144 bytes");
    }

    @Test
    void load_notUtf8_isRefused() throws IOException {
      Path file = Files.write(directory.resolve("latin.yaml"), new byte[] {'#', (byte) 0xE9});

      assertThatThrownBy(() -> TwofoldConfiguration.builder().file(file.toString()).load())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageEndingWith("latin.yaml' is not UTF-8");
    }
  }

  @Nested
  class Precedence {

    @Test
    void load_everySource_theLaterWins() {
      TwofoldConfiguration configuration =
          builder("application: file\ndistributed: { budget: 1s }\ndatabase: { budget: 1s }\n")
              .environment(
                  Map.of(
                      "TWOFOLD_APPLICATION", "environment",
                      "TWOFOLD_DISTRIBUTED_BUDGET", "2s"))
              .initParameters(
                  ConfigurationSources.context(Map.of("twofold.application", "context")))
              .initParameters(ConfigurationSources.filter(Map.of("twofold.application", "filter")))
              .load();

      assertThat(configuration.settings())
          .isEqualTo(
              TwofoldSettings.builder()
                  .application("filter")
                  .distributedBudget(Duration.ofSeconds(2))
                  .databaseBudget(Duration.ofSeconds(1))
                  .build());
    }

    @Test
    void load_regionInTwoSources_mergesSettingBySetting() {
      TwofoldConfiguration configuration =
          builder("regions: { userPhotos: { time-to-live: 1h, jitter: 0.2 } }")
              .environment(Map.of("TWOFOLD_REGIONS_USERPHOTOS_JITTER", "0.3"))
              .initParameters(
                  ConfigurationSources.context(
                      Map.of("twofold.regions.userPhotos.negative-time-to-live", "1s")))
              .load();

      assertThat(configuration.settings().regions())
          .containsExactly(
              Map.entry(
                  "userPhotos",
                  new RegionPolicy(Duration.ofHours(1), Duration.ofSeconds(1), 0.3, 1 << 20)));
    }

    @Test
    void load_nearInEverySource_mergesSettingBySetting() {
      TwofoldConfiguration configuration =
          builder("regions: { 'users.v2': { near: { entries: 5, time-to-live: 1m } } }")
              .environment(
                  Map.of(
                      "TWOFOLD_REGIONS_USERS_V2_NEAR_OFF_HEAP", "1MiB",
                      "TWOFOLD_REGIONS_USERS_V2_NEAR_TIMETOLIVE", "2m",
                      "TWOFOLD_REGIONS_USERS_V2_HOLD_OFF", "1s"))
              .initParameters(
                  ConfigurationSources.context(
                      Map.of(
                          "twofold.regions.users.v2.near.entries", "6",
                          "twofold.regions.users.v2.near.disk", "1GiB",
                          "twofold.regions.users.v2.time-to-live", "1h")))
              .load();

      assertThat(configuration.settings().regions())
          .containsExactly(
              Map.entry(
                  "users.v2",
                  RegionPolicy.DEFAULT
                      .withTimeToLive(Duration.ofHours(1))
                      .withHoldOff(Duration.ofSeconds(1))
                      .withNear(new NearPolicy(6, Duration.ofMinutes(2), 1 << 20, 1 << 30))));
    }

    @Test
    void load_contextOfAnApplication_readsItsInitParameters() {
      assertThat(
              TwofoldConfiguration.load(
                      ConfigurationSources.context(Map.of("twofold.application", "shop")))
                  .settings()
                  .application())
          .isEqualTo("shop");
    }
  }

  @Nested
  class Environment {

    @Test
    void load_variables_areReadWithAndWithoutDashes() {
      TwofoldConfiguration configuration =
          TwofoldConfiguration.builder()
              .environment(
                  Map.of(
                      "TWOFOLD_LIMITS_KEYSPERCALL", "7",
                      "TWOFOLD_REGIONS_USERS_TIMETOLIVE", "1h",
                      "TWOFOLD_REGIONS_USERS_NEGATIVE_TIME_TO_LIVE", "2s",
                      "TWOFOLD_REGIONS_NEW_POSTS_TIME_TO_LIVE", "3s",
                      "TWOFOLD_REDIS_ADDRESS", "redis://cache:6379",
                      "TWOFOLD_REDIS_PASSWORD", ""))
              .load();

      assertThat(configuration.settings().maximumKeysPerCall()).isEqualTo(7);
      assertThat(configuration.settings().regions())
          .containsOnly(
              Map.entry(
                  "users",
                  RegionPolicy.DEFAULT
                      .withTimeToLive(Duration.ofHours(1))
                      .withNegativeTimeToLive(Duration.ofSeconds(2))),
              Map.entry("new_posts", RegionPolicy.DEFAULT.withTimeToLive(Duration.ofSeconds(3))));
      assertThat(configuration.redis()).contains(RedisSettings.at("redis://cache:6379"));
    }

    @Test
    void load_variablesOfAKubernetesService_areNotSettings() {
      TwofoldConfiguration configuration =
          TwofoldConfiguration.builder()
              .environment(
                  Map.of(
                      "TWOFOLD_SERVICE_HOST", "10.0.0.1",
                      "TWOFOLD_DEMO_SERVICE_PORT_HTTP", "80",
                      "TWOFOLD_PORT", "tcp://10.0.0.1:80",
                      "TWOFOLD_DEMO_PORT_80_TCP_ADDR", "10.0.0.1"))
              .load();

      assertThat(configuration.settings()).isEqualTo(TwofoldSettings.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TWOFOLD_PORT", "TWOFOLD_REDIS_PORT", "TWOFOLD_PASSPORT"})
    void load_portThatIsNotOfAKubernetesService_isRefused(String variable) {
      assertThatThrownBy(
              () -> TwofoldConfiguration.builder().environment(Map.of(variable, "6380")).load())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("unknown environment variable " + variable)
          .hasMessageNotContaining("6380");
    }

    @Test
    void load_unknownVariable_isRefusedWithASuggestion() {
      assertThatThrownBy(
              () ->
                  TwofoldConfiguration.builder()
                      .environment(Map.of("TWOFOLD_DISTRIBUTED_BUGDET", "1s"))
                      .load())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "unknown environment variable TWOFOLD_DISTRIBUTED_BUGDET; did you mean"
                  + " TWOFOLD_DISTRIBUTED_BUDGET?");
    }

    @Test
    void load_twoSpellingsOfOneSetting_areRefused() {
      assertThatThrownBy(
              () ->
                  TwofoldConfiguration.builder()
                      .environment(
                          Map.of(
                              "TWOFOLD_REGIONS_USERS_TIMETOLIVE", "1h",
                              "TWOFOLD_REGIONS_USERS_TIME_TO_LIVE", "2h"))
                      .load())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "regions.users.time-to-live is set twice: environment variable"
                  + " TWOFOLD_REGIONS_USERS_TIMETOLIVE and environment variable"
                  + " TWOFOLD_REGIONS_USERS_TIME_TO_LIVE");
    }

    @Test
    void load_variableThatFitsTwoRegions_isRefused() {
      assertThatThrownBy(
              () ->
                  builder("regions: { a-b: { jitter: 0 }, a_b: { jitter: 0 } }")
                      .environment(Map.of("TWOFOLD_REGIONS_A_B_JITTER", "0.2"))
                      .load())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "environment variable TWOFOLD_REGIONS_A_B_JITTER could mean each of the regions a-b,"
                  + " a_b; set it in the file or by an init-param");
    }
  }
}
