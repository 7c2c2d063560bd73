package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.loader.LoadContext;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a loader reads with: a connection only while it loads, its parameters, the time left. */
class LoadContextTest {

  private static final List<Long> KEYS = List.of(1L, 2L, 3L);

  private final Names names = new Names(3);
  private final InMemoryTier tier = new InMemoryTier();
  private final InMemoryDatabase database = new InMemoryDatabase();
  private final Twofold twofold =
      Twofold.builder().database(database).distributed(tier).register(names).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void connection_isTakenWhenAskedForAndGivenBack() {
    names.behave(
        (keys, truth, context) -> {
          assertThat(context.connection()).isInstanceOf(Connection.class);
          context.session(InMemoryDatabase.Session.class).execute(keys.size());
          assertThat(database.closes()).isZero();
          return truth;
        });

    scope.findAll(Names.class, KEYS);

    assertThat(database.opens()).isEqualTo(1);
    assertThat(database.connections()).isEqualTo(1);
    assertThat(database.closes()).isEqualTo(1);
    assertThat(Costs.of(scope, "Names"))
        .isEqualTo("asked=3 database=3 statements=1 batches=1 fills=3");
  }

  @Test
  void connection_isGivenBackAfterAFailureAndAnError() {
    for (Throwable thrown : List.of(new IllegalStateException("x"), new AssertionError("y"))) {
      names.behave(
          (keys, truth, context) -> {
            context.session(InMemoryDatabase.Session.class).execute(keys.size());
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          });
      assertThatThrownBy(() -> scope.find(Names.class, 1L)).isNotNull();
    }

    assertThat(database.opens()).isEqualTo(2);
    assertThat(database.closes()).isEqualTo(2);
    assertThat(scope.stats().loader("Names").statements()).isEqualTo(2);
  }

  @Test
  void connection_thatTheDatabaseRefuses_failsTheKeysAndIsGivenBack() {
    database.refuseConnections(true);
    names.behave(
        (keys, truth, context) -> {
          context.connection();
          return truth;
        });

    assertThat(scope.findAll(Names.class, KEYS).failed()).hasSize(3);
    assertThat(database.closes()).isEqualTo(1);
    assertThat(tier.contents()).isEmpty();
  }

  @Test
  void connection_afterTheLoad_isRefused() {
    AtomicReference<LoadContext> kept = new AtomicReference<>();
    names.behave(
        (keys, truth, context) -> {
          kept.set(context);
          return truth;
        });
    scope.find(Names.class, 1L);

    assertThatIllegalStateException()
        .isThrownBy(() -> kept.get().connection())
        .withMessage(
            "the context of a load was used after the load; it ends with the call of Names");
  }

  @Test
  void connection_withoutADatabase_isRefused() {
    names.behave(
        (keys, truth, context) -> {
          context.connection();
          return truth;
        });
    try (Twofold without = Twofold.builder().register(names).build();
        LoadScope inner = without.open()) {
      assertThat(inner.findAll(Names.class, KEYS).failed().get(1L))
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Names asks for a connection, but the engine has no database 'default'");
    }
  }

  @Test
  void session_ofAnUnknownType_isRefused() {
    names.behave(
        (keys, truth, context) -> {
          context.session(String.class);
          return truth;
        });

    assertThat(scope.findAll(Names.class, KEYS).failed().get(1L))
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void remaining_isWithinTheBudget() {
    AtomicReference<Duration> remaining = new AtomicReference<>(Duration.ZERO);
    names.behave(
        (keys, truth, context) -> {
          remaining.set(context.remaining());
          return truth;
        });
    scope.find(Names.class, 1L);

    assertThat(remaining.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void batches_areCountedWithTheirTime() {
    scope.find(Names.class, 1L);

    assertThat(names.batches()).containsExactly(Set.of(1L));
    assertThat(scope.stats().loader("Names").databaseTime()).isPositive();
    assertThat(scope.stats().distributedTime()).isPositive();
  }
}
