package dev.twofold.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final String REGION = "some";

  @Test
  void page_isMadeOfTheSettings() throws IOException {
    if (Boolean.getBoolean("twofold.write-page")) {
      Files.writeString(PAGE, ConfigurationPage.text());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(ConfigurationPage.text());
  }

  static Stream<KnownSetting<?>> settings() {
    return KnownSettings.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void eachSetting_saysWhatItDecides(KnownSetting<?> setting) {
    assertThat(setting.meaning()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
  }

  /** Written down, a default changes nothing. */
  @ParameterizedTest
  @MethodSource("settings")
  <T> void eachDefault_isTheDefault(KnownSetting<T> setting) {
    if (setting.byDefault().isEmpty()) {
      return;
    }
    Draft draft = new Draft();
    draft.redisAddress("redis://some");
    Optional<T> value = setting.format().parse(setting.byDefault());

    setting.assignment().assign(draft, setting.pathIn(REGION), value.orElseThrow());

    TwofoldConfiguration finished = draft.finish();
    TwofoldSettings.Builder expected = TwofoldSettings.builder();
    if (setting.isOfRegion()) {
      expected.region(REGION, RegionPolicy.DEFAULT);
    }
    assertThat(finished.settings()).isEqualTo(expected.build());
    assertThat(finished.edge()).isEqualTo(EdgeSettings.DEFAULT);
    assertThat(finished.redis()).contains(RedisSettings.at("redis://some"));
  }
}
