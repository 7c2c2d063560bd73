package dev.twofold;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Tags;
import dev.twofold.Loaders.Titles;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.key.ParameterValues;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.Nulls;
import dev.twofold.tier.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Reads by key, with no tier above the database: every answer is the loader's or the request's. */
class FindTest {

  private final Names names = new Names(10);
  private final Titles titles = new Titles(10);
  private final Tags tags = new Tags(Map.of("java", 1, "sql", 2));
  private final InMemoryDatabase database = new InMemoryDatabase();
  private final Twofold twofold =
      Twofold.builder().database(database).register(names, titles, tags).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Nested
  class Find {

    @Test
    void find_present_loadsOnce() {
      assertThat(scope.find(Names.class, 3L)).contains("name 3");
      assertThat(scope.find(Names.class, 3L)).contains("name 3");

      assertThat(names.batches()).containsExactly(Set.of(3L));
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 request=1 database=1 batches=1");
      assertThat(Costs.of(scope)).isEqualTo("waves=1");
    }

    @Test
    void find_absent_isRememberedToo() {
      assertThat(scope.find(Names.class, 99L)).isEmpty();
      assertThat(scope.find(Names.class, 99L)).isEmpty();

      assertThat(names.batches()).containsExactly(Set.of(99L));
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 request=1 absent=1 batches=1");
    }

    @Test
    void find_twice_isOneInstance() {
      assertThat(scope.find(Names.class, 3L).orElseThrow())
          .isSameAs(scope.find(Names.class, 3L).orElseThrow());
    }

    @Test
    void find_equalKeysOfTwoLoaders_doNotMix() {
      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      assertThat(scope.find(Titles.class, 1L)).contains("title 1");
    }

    @Test
    void find_twoRequests_shareNothing() {
      String first = scope.require(Names.class, 1L);
      names.data().put(1L, "renamed");
      try (LoadScope other = twofold.open()) {
        assertThat(other.require(Names.class, 1L)).isEqualTo("renamed");
      }
      assertThat(scope.require(Names.class, 1L)).isSameAs(first);
    }

    @Test
    void find_loaderThatAsksForNoConnection_opensNoDatabase() {
      scope.find(Names.class, 1L);

      assertThat(database.opens()).isZero();
    }

    @Test
    void find_nullKey_isRefused() {
      assertThatNullPointerException().isThrownBy(() -> scope.find(Names.class, nothing()));
      assertThat(names.batches()).isEmpty();
    }

    @Test
    void find_nullLoader_isRefused() {
      assertThatNullPointerException()
          .isThrownBy(() -> scope.find(Nulls.<Class<Names>>nothing(), 1L))
          .withMessage("loader");
    }

    @Test
    void find_unknownLoader_namesTheRegisteredOnes() {
      try (Twofold other = Twofold.builder().register(names, titles).build();
          LoadScope inner = other.open()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> inner.find(Tags.class, "java"))
            .withMessage(
                "no loader registered for dev.twofold.Loaders$Tags; registered: [Names, Titles]");
      }
    }
  }

  @Nested
  class FindAll {

    @Test
    void findAll_many_isOneBatchInTheOrderFirstAsked() {
      Loaded<Long, String> loaded = scope.findAll(Names.class, List.of(5L, 3L, 5L, 99L, 1L));

      assertThat(names.batches()).hasSize(1);
      assertThat(names.batches().get(0)).containsExactly(5L, 3L, 99L, 1L);
      assertThat(loaded.inOrder()).containsExactly("name 5", "name 3", "name 5", "name 1");
      assertThat(loaded.found().keySet()).containsExactly(5L, 3L, 1L);
      assertThat(loaded.found()).containsEntry(3L, "name 3");
      assertThat(loaded.missing()).containsExactly(99L);
      assertThat(loaded.failed()).isEmpty();
      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=5 request=1 database=3 absent=1 batches=1");
    }

    @Test
    void findAll_duplicates_areTheSameInstance() {
      List<String> values = scope.findAll(Names.class, List.of(5L, 5L)).inOrder();

      assertThat(values.get(0)).isSameAs(values.get(1));
    }

    @Test
    void findAll_afterFind_asksForTheRestOnly() {
      String alone = scope.require(Names.class, 2L);

      List<String> values = scope.findAll(Names.class, List.of(1L, 2L, 3L)).inOrder();

      assertThat(names.batches()).containsExactly(Set.of(2L), Set.of(1L, 3L));
      assertThat(values.get(1)).isSameAs(alone);
    }

    @Test
    void findAll_beforeFind_answersIt() {
      scope.findAll(Names.class, List.of(1L, 2L, 99L));
      scope.find(Names.class, 2L);
      scope.find(Names.class, 99L);

      assertThat(names.batches()).hasSize(1);
      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=5 request=2 database=2 absent=1 batches=1");
    }

    @Test
    void findAll_nothing_asksNobody() {
      Loaded<Long, String> loaded = scope.findAll(Names.class, List.of());

      assertThat(loaded.inOrder()).isEmpty();
      assertThat(names.batches()).isEmpty();
      assertThat(Costs.of(scope)).isEmpty();
    }

    @Test
    void findAll_nullKey_isRefusedBeforeAnyLoad() {
      assertThatNullPointerException()
          .isThrownBy(() -> scope.findAll(Names.class, Arrays.asList(1L, nothing())))
          .withMessage("a key is null");
      assertThatNullPointerException()
          .isThrownBy(() -> scope.findAll(Names.class, Nulls.<List<Long>>nothing()))
          .withMessage("keys");
      assertThat(names.batches()).isEmpty();
      assertThat(Costs.of(scope)).isEmpty();
    }

    @Test
    void findAll_keysThatNormalizeToOne_areOneKeyAndOneInstance() {
      Loaded<String, Integer> loaded = scope.findAll(Tags.class, List.of("Java", "JAVA", "sql"));

      assertThat(tags.batches()).containsExactly(Set.of("java", "sql"));
      assertThat(loaded.inOrder()).containsExactly(1, 1, 2);
      assertThat(loaded.found()).containsOnlyKeys("Java", "JAVA", "sql");
    }

    @Test
    void findAll_failed_tellsPerKeyAndInOrderThrows() {
      IllegalStateException cause = new IllegalStateException("down");
      names.failWith(cause);

      Loaded<Long, String> loaded = scope.findAll(Names.class, List.of(2L, 1L, 2L));

      assertThat(loaded.failed().keySet()).containsExactly(2L, 1L);
      assertThat(loaded.failed().get(1L)).isInstanceOf(LoadException.class).hasCause(cause);
      assertThat(loaded.found()).isEmpty();
      assertThat(loaded.missing()).isEmpty();
      assertThatThrownBy(loaded::inOrder).isSameAs(loaded.failed().get(2L));
    }

    @Test
    void findAll_moreThanAllowed_isRefused() {
      List<Long> keys = LongStream.rangeClosed(1, 100_001).boxed().toList();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.findAll(Names.class, keys))
          .withMessage(
              "asked for 100001 keys in one call; allowed: 100000 (setting maximumKeysPerCall)");
      assertThat(names.batches()).isEmpty();
    }

    @Test
    void loaded_staysValidAfterItsScope() {
      Loaded<Long, String> loaded;
      try (LoadScope inner = twofold.open()) {
        loaded = inner.findAll(Names.class, List.of(1L, 99L));
      }

      assertThat(loaded.inOrder()).containsExactly("name 1");
      assertThat(loaded.missing()).containsExactly(99L);
    }
  }

  @Nested
  class Require {

    @Test
    void require_absent_namesLoaderAndKey() {
      assertThatThrownBy(() -> scope.require(Names.class, 99L))
          .isInstanceOfSatisfying(
              AbsentException.class,
              absent -> {
                assertThat(absent).hasMessage("Names has no value for key 99");
                assertThat(absent.loader()).isEqualTo("Names");
                assertThat(absent.keys()).isEqualTo(List.of(99L));
              });
    }

    @Test
    void requireAll_absent_namesEveryKeyInTheOrderAsked() {
      assertThatThrownBy(() -> scope.requireAll(Names.class, List.of(98L, 1L, 97L, 98L)))
          .isInstanceOf(AbsentException.class)
          .hasMessage("Names has no values for 2 keys: 98, 97");
    }

    @Test
    void requireAll_present_repeatsDuplicatesInTheOrderAsked() {
      assertThat(scope.requireAll(Names.class, List.of(2L, 1L, 2L)))
          .containsExactly("name 2", "name 1", "name 2");
    }

    @Test
    void requireAll_failedAndAbsent_throwsTheFailure() {
      names.behave(
          (keys, truth, context) -> {
            truth.put(1L, nothing());
            return truth;
          });

      assertThatThrownBy(() -> scope.requireAll(Names.class, List.of(99L, 1L)))
          .isInstanceOf(LoadException.class);
    }
  }

  @Test
  void findAll_200_000keysInOneCall_isOneBatch() {
    Names many = new Names(200_000);
    try (Twofold large =
            Twofold.builder()
                .settings(TwofoldSettings.builder().maximumKeysPerCall(200_000).build())
                .register(many)
                .build();
        LoadScope inner = large.open()) {
      List<Long> keys = LongStream.rangeClosed(1, 200_000).boxed().toList();

      assertThat(inner.findAll(Names.class, keys).inOrder()).hasSize(200_000);
      assertThat(many.batchSizes()).containsExactly(200_000);
    }
  }

  @Test
  void everything_afterClose_saysWhatToDo() {
    LoadScope ended = twofold.openUnbound(ParameterValues.none());
    ended.find(Names.class, 1L);
    ended.close();

    assertThat(ended.isClosed()).isTrue();
    for (ThrowableAssert.ThrowingCallable call :
        List.<ThrowableAssert.ThrowingCallable>of(
            () -> ended.find(Names.class, 1L),
            () -> ended.findAll(Names.class, List.of()),
            () -> ended.require(Names.class, 1L),
            () -> ended.requireAll(Names.class, List.of(1L)),
            () -> ended.lazy(Names.class, 1L),
            () -> ended.peek(Names.class, 1L),
            () -> ended.peekAll(Names.class, List.of(1L)),
            () -> ended.prime(Names.class, 1L, "x"),
            () -> ended.refresh(Names.class, 1L),
            () -> ended.refreshAll(Names.class, List.of(1L)),
            () -> ended.invalidate(Names.class, List.of(1L)),
            () -> ended.stash(String.class, () -> "x"),
            () -> ended.with(Source.WRITER, () -> "x"),
            () -> ended.wrap(() -> {}),
            ended::bind)) {
      assertThatIllegalStateException()
          .isThrownBy(call)
          .withMessage(
              "the scope is closed; it ends with its request. Work that outlives a request opens a"
                  + " scope of its own with Twofold.open()");
    }
    assertThat(Costs.of(ended, "Names")).isEqualTo("asked=1 database=1 batches=1");
  }
}
