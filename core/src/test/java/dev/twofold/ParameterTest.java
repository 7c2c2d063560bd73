package dev.twofold;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parameters belong to the identity of a loader: other values, other entries, in every tier. */
class ParameterTest {

  private static final Parameter<Locale> LOCALE = Parameter.of("locale", Locale.class);
  private static final Parameter<String> TENANT = Parameter.of("tenant", String.class);

  private final Greetings greetings = new Greetings();
  private final InMemoryTier tier = new InMemoryTier();
  private final InMemoryDatabase database = new InMemoryDatabase();
  private final Twofold twofold =
      Twofold.builder()
          .database(database)
          .distributed(tier)
          .register(greetings, new AccountLoader())
          .build();

  @AfterEach
  void close() {
    twofold.close();
  }

  @Test
  void find_underTwoValues_isTwoEntriesEverywhere() {
    try (LoadScope scope = twofold.open(LOCALE, Locale.GERMAN)) {
      assertThat(scope.find(Greetings.class, 1L)).contains("de 1");
      assertThat(
              scope.<Locale, String>with(
                  LOCALE, Locale.FRENCH, () -> scope.require(Greetings.class, 1L)))
          .isEqualTo("fr 1");
      assertThat(scope.find(Greetings.class, 1L)).contains("de 1");

      assertThat(greetings.batches()).hasSize(2);
      assertThat(tier.contents()).hasSize(2);
      assertThat(Costs.of(scope, "Greetings"))
          .isEqualTo("asked=3 request=1 database=2 batches=2 fills=2");
    }
  }

  @Test
  void find_underEqualValues_sharesEntries() {
    try (LoadScope scope = twofold.open(LOCALE, Locale.GERMAN)) {
      scope.find(Greetings.class, 1L);
      scope.with(LOCALE, Locale.forLanguageTag("de"), () -> scope.find(Greetings.class, 1L));
    }
    try (LoadScope scope = twofold.open(LOCALE, Locale.forLanguageTag("de"))) {
      scope.find(Greetings.class, 1L);
    }

    assertThat(greetings.batches()).hasSize(1);
  }

  @Test
  void find_withoutAValue_saysWhatToDo() {
    try (LoadScope scope = twofold.open()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> scope.find(Greetings.class, 1L))
          .withMessage(
              "parameter 'locale' has no value in this scope; set it when the scope is opened, or"
                  + " for a block with LoadScope.with");
    }
  }

  @Test
  void parameter_thatTheLoaderDidNotName_isRefused() {
    greetings.behave(
        (keys, truth, context) -> {
          context.parameter(TENANT);
          return truth;
        });
    try (LoadScope scope =
        twofold.open(ParameterValues.of(LOCALE, Locale.GERMAN).and(TENANT, "acme"))) {
      assertThat(scope.findAll(Greetings.class, List.of(1L)).failed().get(1L))
          .cause()
          .hasMessage(
              "Greetings did not name the parameter 'tenant' in parameters(), so its value is not"
                  + " part of the loader's identity");
    }
  }

  @Test
  void handles_keepTheValuesUnderWhichTheyWereMade() {
    try (LoadScope scope = twofold.open(LOCALE, Locale.GERMAN)) {
      Lazy<String> german = scope.lazy(Greetings.class, 1L);
      Lazy<String> french =
          scope.with(LOCALE, Locale.FRENCH, () -> scope.lazy(Greetings.class, 1L));

      assertThat(german.require()).isEqualTo("de 1");
      assertThat(french.require()).isEqualTo("fr 1");
      assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
    }
  }

  @Test
  void invalidate_takesTheEntriesOfAllValuesOutOfTheTier() {
    try (LoadScope scope = twofold.open(LOCALE, Locale.GERMAN)) {
      scope.find(Greetings.class, 1L);
      scope.with(LOCALE, Locale.FRENCH, () -> scope.find(Greetings.class, 1L));

      scope.invalidate(Greetings.class, List.of(1L));

      assertThat(tier.contents()).isEmpty();
      scope.with(LOCALE, Locale.FRENCH, () -> scope.find(Greetings.class, 1L));
      assertThat(greetings.batches()).hasSize(2);
    }
  }

  @Test
  void with_endsAfterAnException() {
    try (LoadScope scope = twofold.open(LOCALE, Locale.GERMAN)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  scope.with(
                      LOCALE,
                      Locale.FRENCH,
                      () -> {
                        throw new IllegalStateException("in the block");
                      }))
          .withMessage("in the block");

      assertThat(scope.find(Greetings.class, 1L)).contains("de 1");
    }
  }

  @Test
  void with_keepsTheOtherParameters() {
    try (LoadScope scope =
        twofold.open(ParameterValues.of(LOCALE, Locale.GERMAN).and(TENANT, "acme"))) {
      assertThat(scope.with(TENANT, "other", () -> scope.require(Greetings.class, 1L)))
          .isEqualTo("de 1");
    }
  }

  @Test
  void with_null_isRefused() {
    try (LoadScope scope = twofold.open(LOCALE, Locale.GERMAN)) {
      assertThatNullPointerException()
          .isThrownBy(() -> scope.with(LOCALE, nothing(), () -> ""))
          .withMessage("value");
      assertThatNullPointerException()
          .isThrownBy(() -> scope.with(LOCALE, Locale.FRENCH, nothing()))
          .withMessage("block");
    }
  }

  @Test
  void with_onAnotherThread_isUnknownThereUnlessHandedOver() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (LoadScope scope = twofold.open(LOCALE, Locale.GERMAN)) {
      Callable<String> task = () -> LoadScope.current().require(Greetings.class, 1L);

      Callable<String> wrapped = scope.with(LOCALE, Locale.FRENCH, () -> scope.wrap(task));

      assertThat(executor.submit(wrapped).get()).isEqualTo("fr 1");
      assertThat(executor.submit(scope.wrap(task)).get()).isEqualTo("de 1");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void tenantOfARowLoader_isAParameterOfItsRowsAndUniqueKeys() {
    Account ours = new Account(1, "acme", "a@acme.example");
    database.put(AccountEntity.class, 1L, ours);
    try (LoadScope scope = twofold.open(TENANT, "acme")) {
      assertThat(scope.find(AccountLoader.class, 1L)).contains(ours);
      assertThat(scope.findBy(AccountLoader.BY_MAIL, "a@acme.example")).contains(ours);
    }
    try (LoadScope scope = twofold.open(TENANT, "other")) {
      assertThat(scope.find(AccountLoader.class, 1L)).isEmpty();
      assertThat(scope.findBy(AccountLoader.BY_MAIL, "a@acme.example")).isEmpty();
    }
    try (LoadScope scope = twofold.open()) {
      assertThatIllegalStateException().isThrownBy(() -> scope.find(AccountLoader.class, 1L));
    }
  }

  static final class AccountEntity {}

  record Account(long id, String tenant, String mail) {}

  private static final class AccountLoader extends RowLoader<Long, Account> {
    static final UniqueKey<String, Account> BY_MAIL =
        UniqueKey.of(AccountLoader.class, String.class, "mail");

    AccountLoader() {
      super(AccountEntity.class);
    }

    @Override
    public Parameter<?> tenant() {
      return TENANT;
    }
  }

  private static final class Greetings extends RecordingLoader<Long, String> {
    Greetings() {
      super(Map.of());
      behave(
          (keys, truth, context) -> {
            keys.forEach(
                key -> truth.put(key, context.parameter(LOCALE).getLanguage() + " " + key));
            return truth;
          });
    }

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LOCALE);
    }
  }
}
