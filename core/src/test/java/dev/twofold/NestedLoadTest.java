package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.error.LoadException;
import dev.twofold.key.ParameterValues;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Loads that ask for other keys while they run. */
class NestedLoadTest {

  private final Names names = new Names(10);
  private final Titles titles = new Titles(10);
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold =
      Twofold.builder().distributed(tier).register(names, titles).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Nested
  class OtherKeys {

    @Test
    void loadOfAnotherLoader_completes() {
      names.behave(
          (keys, truth, context) -> {
            LoadScope.current()
                .findAll(Titles.class, keys)
                .found()
                .forEach((key, title) -> truth.merge(key, title, (name, of) -> name + ", " + of));
            return truth;
          });

      assertThat(scope.findAll(Names.class, List.of(1L, 2L)).inOrder())
          .containsExactly("name 1, title 1", "name 2, title 2");
      assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
      assertThat(Costs.of(scope, "Titles")).isEqualTo("asked=2 database=2 batches=1 fills=2");
    }

    @Test
    void loadOfOtherKeysOfTheSameLoader_completes() {
      names.behave(
          (keys, truth, context) -> {
            if (keys.contains(1L)) {
              truth.put(1L, "parent " + scope.require(Names.class, 2L));
            }
            return truth;
          });

      assertThat(scope.find(Names.class, 1L)).contains("parent name 2");
      assertThat(names.batches()).containsExactly(Set.of(1L), Set.of(2L));
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 database=2 batches=2 fills=2");
    }

    @Test
    void keyOfTheSameWaveThatANestedLoadAnswered_isNotLoadedAgain() {
      AtomicReference<String> nested = new AtomicReference<>("");
      names.runInside(() -> nested.set(scope.require(Titles.class, 5L)));
      Lazy<String> waiting = scope.lazy(Titles.class, 5L);
      scope.lazy(Titles.class, 6L);

      scope.find(Names.class, 1L);

      assertThat(waiting.require()).isSameAs(nested.get());
      assertThat(titles.batches()).containsExactly(Set.of(5L), Set.of(6L));
      assertThat(Costs.of(scope, "Titles"))
          .isEqualTo("asked=3 request=1 database=2 batches=2 fills=2");
    }

    @Test
    void handlesMadeInALoad_areResolvedWithTheNextWave() {
      AtomicReference<Lazy<String>> made = new AtomicReference<>();
      names.runInside(() -> made.set(scope.lazy(Titles.class, 1L)));

      scope.find(Names.class, 1L);

      assertThat(titles.batches()).isEmpty();
      assertThat(made.get().find()).contains("title 1");
    }
  }

  @Nested
  class Circles {

    @Test
    void find_ofTheKeyBeingLoaded_failsWithThePath() {
      names.runInside(() -> scope.find(Names.class, 1L));

      assertThatThrownBy(() -> scope.find(Names.class, 1L))
          .isInstanceOf(LoadException.class)
          .cause()
          .isInstanceOf(LoadException.class)
          .hasMessage(
              "a key was asked for while it was being loaded: Names -> Names; a load must not"
                  + " depend on itself");
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 errors=2 batches=1");
    }

    @Test
    void find_throughAnotherLoader_namesAllOfThePath() {
      AtomicReference<RuntimeException> inner = new AtomicReference<>();
      names.runInside(() -> scope.find(Titles.class, 7L));
      titles.runInside(
          () -> {
            try {
              scope.find(Names.class, 1L);
            } catch (LoadException e) {
              inner.set(e);
            }
          });

      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      assertThat(inner.get())
          .hasMessageStartingWith(
              "a key was asked for while it was being loaded: Names -> Titles -> Names;");
    }

    @Test
    void findAll_withOneKeyBeingLoaded_failsThatKeyOnly() {
      AtomicReference<Loaded<Long, String>> inner = new AtomicReference<>();
      names.behave(
          (keys, truth, context) -> {
            if (keys.contains(1L)) {
              inner.set(scope.findAll(Names.class, List.of(2L, 1L)));
            }
            return truth;
          });

      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      assertThat(inner.get().found()).containsOnlyKeys(2L);
      assertThat(inner.get().failed()).containsOnlyKeys(1L);
      assertThat(Costs.of(scope, "Names"))
          .isEqualTo("asked=3 database=2 errors=1 batches=2 fills=2");
    }

    @Test
    void handleForTheKeyBeingLoaded_readInItsLoad_fails() {
      AtomicReference<Lazy<String>> made = new AtomicReference<>();
      names.runInside(
          () -> {
            Lazy<String> handle = scope.lazy(Names.class, 1L);
            made.set(handle);
            assertThatThrownBy(handle::find)
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("Names -> Names");
          });

      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      assertThat(made.get().find()).contains("name 1");
      Costs.check(scope.stats());
    }

    @Test
    void handleForTheKeyBeingLoaded_doesNotJoinTheWavesOfItsLoad() {
      List<Lazy<String>> made = new ArrayList<>();
      names.runInside(
          () -> {
            made.add(scope.lazy(Names.class, 1L));
            scope.find(Titles.class, (long) made.size());
          });

      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      assertThat(names.batches()).containsExactly(Set.of(1L));
      assertThat(made).hasSize(1);
      assertThat(made.get(0).find()).contains("name 1");
      scope.find(Titles.class, 9L);
      Costs.check(scope.stats());
    }
  }

  @Test
  void close_insideALoad_leavesNothingBehind() {
    LoadScope ended = twofold.openUnbound(ParameterValues.none());
    names.runInside(ended::close);

    assertThatThrownBy(() -> ended.find(Names.class, 1L))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the scope is closed;");
  }
}
