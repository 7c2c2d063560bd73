package dev.twofold;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Tags;
import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a loader may answer, and what becomes of the keys if it answers something else. */
class LoadContractTest {

  private static final List<Long> KEYS = List.of(1L, 2L, 3L);

  private final Names names = new Names(3);
  private final Tags tags = new Tags(Map.of("java", 1, "sql", 2));
  private final InMemoryTier tier = new InMemoryTier();
  private final InMemoryDatabase database = new InMemoryDatabase();
  private final Twofold twofold =
      Twofold.builder().database(database).distributed(tier).register(names, tags).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Nested
  class Answers {

    @Test
    void missing_isAbsent() {
      names.data().remove(2L);

      assertThat(scope.findAll(Names.class, KEYS).missing()).containsExactly(2L);
      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=3 database=2 absent=1 batches=1 fills=3");
    }

    @Test
    void inAnotherOrder_comesBackAsAsked() {
      names.behave(
          (keys, truth, context) -> {
            Map<Long, String> reversed = new LinkedHashMap<>();
            List.of(3L, 2L, 1L).forEach(key -> reversed.put(key, truth.get(key)));
            return reversed;
          });

      assertThat(scope.findAll(Names.class, KEYS).inOrder())
          .containsExactly("name 1", "name 2", "name 3");
    }

    @Test
    void extraKey_whereAllAreAnswered_isIgnoredAndCounted() {
      names.alsoAnswer(77L, "extra");

      assertThat(scope.findAll(Names.class, KEYS).inOrder()).hasSize(3);

      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=3 database=3 batches=1 fills=3 unasked=1");
      names.recover();
      assertThat(scope.find(Names.class, 77L)).isEmpty();
    }

    @Test
    void extraKey_whereOneIsUnanswered_failsTheUnansweredOne() {
      names.data().remove(2L);
      names.alsoAnswer(77L, "extra");

      Loaded<Long, String> loaded = scope.findAll(Names.class, KEYS);

      assertThat(loaded.found()).containsOnlyKeys(1L, 3L);
      assertThat(loaded.failed()).containsOnlyKeys(2L);
      assertThat(loaded.failed().get(2L))
          .isInstanceOf(LoadException.class)
          .hasMessage(
              "Names (region default) answered 1 key that was not asked for and left 1 of 3 keys"
                  + " unanswered; if the database calls them equal (collation, trailing blanks),"
                  + " say so in normalize()");
      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=3 database=2 errors=1 batches=1 fills=2 unasked=1");
    }

    @Test
    void nullValue_failsItsKeyOnly() {
      names.behave(
          (keys, truth, context) -> {
            truth.put(2L, nothing());
            return truth;
          });

      Loaded<Long, String> loaded = scope.findAll(Names.class, KEYS);

      assertThat(loaded.found()).containsOnlyKeys(1L, 3L);
      assertThat(loaded.failed().get(2L))
          .hasMessage(
              "Names (region default) answered null for 1 of 3 keys; leave a key out of the map"
                  + " where nothing exists");
      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=3 database=2 errors=1 batches=1 fills=2");
    }

    @Test
    void nullMap_failsAllKeys() {
      names.behave((keys, truth, context) -> nothing());

      Loaded<Long, String> loaded = scope.findAll(Names.class, KEYS);

      assertThat(loaded.failed()).containsOnlyKeys(1L, 2L, 3L);
      assertThat(loaded.failed().get(1L))
          .hasMessage(
              "Names (region default) answered null instead of a map when asked for 3 keys; answer"
                  + " an empty map where nothing exists");
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 errors=3 batches=1");
      assertThat(tier.keysSet()).isZero();
      assertThat(tier.leases()).isZero();
    }

    @Test
    void spellingOfTheDatabase_isNormalized() {
      tags.behave((keys, truth, context) -> Map.of("JAVA", 1, "Sql", 2));

      assertThat(scope.findAll(Tags.class, List.of("java", "SQL")).inOrder()).containsExactly(1, 2);
      assertThat(Costs.of(scope, "Tags")).isEqualTo("asked=2 database=2 batches=1 fills=2");
    }

    @Test
    void twoSpellingsOfOneKey_areNoStranger() {
      Map<String, Integer> both = new LinkedHashMap<>();
      both.put("Java", 1);
      both.put("JAVA", 9);
      tags.behave((keys, truth, context) -> both);

      Loaded<String, Integer> loaded = scope.findAll(Tags.class, List.of("java", "cobol"));

      assertThat(loaded.found()).isEqualTo(Map.of("java", 1));
      assertThat(loaded.missing()).containsExactly("cobol");
      assertThat(Costs.of(scope, "Tags"))
          .isEqualTo("asked=2 database=1 absent=1 batches=1 fills=2");
    }

    @Test
    void nullKey_isAStranger() {
      tags.behave(
          (keys, truth, context) -> {
            Map<String, Integer> more = new LinkedHashMap<>(truth);
            more.put(nothing(), 3);
            return more;
          });

      assertThat(scope.findAll(Tags.class, List.of("java", "sql")).inOrder()).containsExactly(1, 2);
      assertThat(scope.stats().loader("Tags").unasked()).isEqualTo(1);
    }

    @Test
    void normalizeThatRefusesAnAnswer_failsTheKeysOfTheCall() {
      Picky picky = new Picky();
      picky.alsoAnswer("bad", "x");
      try (Twofold other = Twofold.builder().register(picky).build();
          LoadScope inner = other.open()) {
        assertThat(inner.findAll(Picky.class, List.of("good")).failed().get("good"))
            .hasMessage("Picky (region default) could not load 1 key: IllegalArgumentException");
      }
    }

    @Test
    void map_isReadOnceAndNotKept() {
      AtomicReference<Map<Long, String>> answered = new AtomicReference<>(Map.of());
      names.behave(
          (keys, truth, context) -> {
            answered.set(truth);
            return truth;
          });
      scope.findAll(Names.class, KEYS);

      answered.get().clear();

      assertThat(scope.findAll(Names.class, KEYS).inOrder()).hasSize(3);
      assertThat(names.batches()).hasSize(1);
    }
  }

  @Nested
  class Keys {

    @Test
    void keys_cannotBeChangedByTheLoader() {
      names.behave(
          (keys, truth, context) -> {
            keys.clear();
            return truth;
          });

      assertThat(scope.findAll(Names.class, KEYS).failed().get(1L))
          .hasCauseInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Failures {

    @Test
    void exception_failsAllKeysOfTheCall_andNothingIsCached() {
      names.failWith(new SQLException("down"));

      Loaded<Long, String> loaded = scope.findAll(Names.class, KEYS);

      assertThat(loaded.failed()).containsOnlyKeys(1L, 2L, 3L);
      assertThat(loaded.failed().get(1L))
          .hasMessage("Names (region default) could not load 3 keys: SQLException")
          .hasCauseInstanceOf(SQLException.class);
      assertThat(tier.contents()).isEmpty();
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 errors=3 batches=1");

      names.recover();
      assertThat(scope.findAll(Names.class, KEYS).inOrder()).hasSize(3);
      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=6 database=3 errors=3 batches=2 fills=3");
    }

    @Test
    void exception_withOneKey_reachesFind() {
      names.failWith(new IllegalStateException("down"));

      assertThatExceptionOfType(LoadException.class)
          .isThrownBy(() -> scope.find(Names.class, 1L))
          .withMessage("Names (region default) could not load 1 key: IllegalStateException")
          .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void exceptionOfTwofold_saysWhyInTheMessage() {
      names.failWith(new TierException("the reader gave no connection", null));

      assertThatExceptionOfType(LoadException.class)
          .isThrownBy(() -> scope.find(Names.class, 1L))
          .withMessage("Names (region default) could not load 1 key: the reader gave no connection")
          .withCauseInstanceOf(TierException.class);
    }

    @Test
    void error_reachesTheCallerAsItIs_andTheRequestStaysUsable() {
      AssertionError error = new AssertionError("broken");
      names.failWith(error);

      assertThatThrownBy(() -> scope.findAll(Names.class, KEYS)).isSameAs(error);
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 errors=3 batches=1");

      names.recover();
      assertThat(scope.findAll(Names.class, KEYS).inOrder()).hasSize(3);
    }

    @Test
    void interrupt_failsTheKeysAndStaysVisible() {
      names.failWith(new InterruptedException());

      Loaded<Long, String> loaded = scope.findAll(Names.class, KEYS);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(loaded.failed().get(1L)).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void load_onAnInterruptedThread_answers() {
      Thread.currentThread().interrupt();

      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static final class Picky extends RecordingLoader<String, String> {
    Picky() {
      super(Map.of("good", "value"));
    }

    @Override
    public String normalize(String key) {
      if (key.equals("bad")) {
        throw new IllegalArgumentException("no such key");
      }
      return key;
    }
  }
}
