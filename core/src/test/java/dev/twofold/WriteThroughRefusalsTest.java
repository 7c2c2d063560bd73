package dev.twofold;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which loaders cannot be written through, because nobody knows what to load. */
class WriteThroughRefusalsTest {

  private static final Parameter<String> LOCALE = Parameter.of("locale", String.class);

  private static void build(WriteMode writes, BatchLoader<?, ?> loader) {
    Twofold.builder()
        .settings(
            TwofoldSettings.builder()
                .region("default", RegionPolicy.DEFAULT.withWrites(writes))
                .build())
        .distributed(new InMemoryTier())
        .register(loader)
        .build()
        .close();
  }

  @Test
  void loaderWithAParameter_isRefused_withItsName() {
    assertThatThrownBy(() -> build(WriteMode.THROUGH, new Titles()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Titles: region 'default' writes through, and its entries depend on the parameter"
                + " 'locale': which of its values the next reader has is not known when a"
                + " transaction commits; name a region with writes: invalidate");
    assertThatCode(() -> build(WriteMode.INVALIDATE, new Titles())).doesNotThrowAnyException();
  }

  private static final class Titles extends BatchLoader<Long, String> {
    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LOCALE);
    }

    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return Map.of();
    }
  }
}
