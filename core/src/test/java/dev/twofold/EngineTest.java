package dev.twofold;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.error.ConfigurationException;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.Database;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The engine as a whole: what its builder takes, and what closing it does. */
class EngineTest {

  @Nested
  class Builder {

    @Test
    void build_withoutTiers_answersWhatIsPrimedAndLoaded() {
      try (Twofold twofold = Twofold.builder().register(new Names(3)).build();
          LoadScope scope = twofold.open()) {
        assertThat(scope.find(Names.class, 1L)).contains("name 1");
        assertThat(twofold.settings()).isEqualTo(TwofoldSettings.defaults());
      }
    }

    @Test
    void build_twice_isRefused() {
      Twofold.Builder builder = Twofold.builder();
      builder.build().close();

      assertThatIllegalStateException()
          .isThrownBy(builder::build)
          .withMessage("a builder builds one engine; this one has");
    }

    @Test
    void database_twoOfOneName_areRefused() {
      Twofold.Builder builder = Twofold.builder().database(new InMemoryDatabase());

      assertRefused(
          () -> builder.database(new InMemoryDatabase()),
          "two databases have the name 'default'; give one of them another");
    }

    @Test
    void distributed_twice_isRefused() {
      Twofold.Builder builder = Twofold.builder().distributed(new InMemoryTier());

      assertRefused(
          () -> builder.distributed(new InMemoryTier()),
          "the distributed tier is set twice; an engine has one");
    }

    @Test
    void settings_twice_areRefused() {
      Twofold.Builder builder = Twofold.builder().settings(TwofoldSettings.defaults());

      assertRefused(
          () -> builder.settings(TwofoldSettings.defaults()),
          "the settings are set twice; an engine has one set");
    }

    @Test
    void nulls_areRefusedByName() {
      Twofold.Builder builder = Twofold.builder();

      assertThatNullPointerException()
          .isThrownBy(() -> builder.database(nothing()))
          .withMessage("database");
      assertThatNullPointerException()
          .isThrownBy(() -> builder.distributed(nothing()))
          .withMessage("tier");
      assertThatNullPointerException()
          .isThrownBy(() -> builder.settings(nothing()))
          .withMessage("settings");
      assertThatNullPointerException()
          .isThrownBy(() -> builder.register(new Names(1), nothing()))
          .withMessage("loader");
    }

    @Test
    void build_thatFails_closesWhatItWasGiven() {
      InMemoryDatabase database = new InMemoryDatabase();
      InMemoryTier tier = new InMemoryTier();

      assertThatThrownBy(
              () ->
                  Twofold.builder()
                      .database(database)
                      .distributed(tier)
                      .register(new Names(1), new Names(1))
                      .build())
          .isInstanceOf(ConfigurationException.class);

      assertThat(database.isClosed()).isTrue();
      assertThat(tier.isClosed()).isTrue();
    }

    @Test
    void build_thatFailsAndCannotClose_tellsBoth() {
      assertThatThrownBy(
              () ->
                  Twofold.builder()
                      .database(new Stubborn("default"))
                      .register(new Names(1), new Names(1))
                      .build())
          .isInstanceOf(ConfigurationException.class)
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed())
                      .singleElement()
                      .isInstanceOf(IllegalStateException.class));
    }
  }

  @Nested
  class Close {

    @Test
    void close_closesAllItsParts_once() {
      InMemoryDatabase database = new InMemoryDatabase();
      InMemoryTier tier = new InMemoryTier();
      Twofold twofold = Twofold.builder().database(database).distributed(tier).build();

      twofold.close();

      assertThat(database.isClosed()).isTrue();
      assertThat(tier.isClosed()).isTrue();
      assertThatCode(twofold::close).doesNotThrowAnyException();
    }

    @Test
    void close_partsThatFail_keepNoneFromClosing() {
      InMemoryDatabase database = new InMemoryDatabase("good", 10);
      Twofold twofold =
          Twofold.builder()
              .database(database)
              .database(new Stubborn("first"))
              .database(new Stubborn("second"))
              .build();

      assertThatIllegalStateException()
          .isThrownBy(twofold::close)
          .withMessage("second does not close")
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed())
                      .extracting(Throwable::getMessage)
                      .isEqualTo(List.of("first does not close")));
      assertThat(database.isClosed()).isTrue();
    }

    @Test
    void open_afterClose_isRefused() {
      Twofold twofold = Twofold.builder().build();
      twofold.close();

      assertThatIllegalStateException()
          .isThrownBy(twofold::open)
          .withMessage("the engine is closed; no scope can be opened any more");
    }

    @Test
    void close_whileARequestLoads_letsItBeAnswered() {
      Names names = new Names(3);
      Twofold twofold =
          Twofold.builder()
              .near(new InMemoryNearTier())
              .distributed(new InMemoryTier())
              .register(names)
              .build();
      names.runInside(twofold::close);

      try (LoadScope scope = twofold.open()) {
        assertThat(scope.find(Names.class, 1L)).contains("name 1");
      }
    }

    @Test
    void scopesThatAreOpen_knowWhatTheyHaveAndLoadNothingMore() {
      Names names = new Names(3);
      Twofold twofold = Twofold.builder().register(names).build();
      try (LoadScope scope = twofold.open()) {
        scope.find(Names.class, 1L);
        twofold.close();

        assertThat(scope.find(Names.class, 1L)).contains("name 1");
        assertThatIllegalStateException()
            .isThrownBy(() -> scope.find(Names.class, 2L))
            .withMessage("the engine is closed; nothing can be loaded any more");
        assertThatIllegalStateException().isThrownBy(() -> scope.lazy(Names.class, 2L).find());
      }
      assertThat(names.batches()).hasSize(1);
    }

    @Test
    void open_null_isRefused() {
      try (Twofold twofold = Twofold.builder().build()) {
        assertThatNullPointerException()
            .isThrownBy(() -> twofold.openUnbound(nothing()))
            .withMessage("parameters");
      }
    }
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(call::run)
        .withMessage(message);
  }

  private record Stubborn(String name) implements Database {
    @Override
    public int batchLimit(int columns) {
      return 1;
    }

    @Override
    public <K, V> RowReader<K, V> rowReader(RowMapping<K, V> mapping) {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public DatabaseRead open(Source source, Duration budget, @Nullable Object tenant) {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public void close() {
      throw new IllegalStateException(name + " does not close");
    }
  }
}
