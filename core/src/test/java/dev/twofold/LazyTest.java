package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LazyTest {

  private final Names names = new Names(1_000);
  private final Titles titles = new Titles(1_000);
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold =
      Twofold.builder().distributed(tier).register(names, titles).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void lazy_unread_costsNothing() {
    scope.lazy(Names.class, 1L);

    assertThat(names.batches()).isEmpty();
    assertThat(Costs.of(scope)).isEmpty();
    assertThat(scope.stats().loader("Names").asked()).isEqualTo(1);
    assertThat(tier.multiGets()).isZero();
  }

  @Test
  void find_firstHandle_resolvesAllHandlesOfAllLoadersInOneWave() {
    List<Lazy<String>> handles = new ArrayList<>();
    for (long id = 1; id <= 3; id++) {
      handles.add(scope.lazy(Names.class, id));
      handles.add(scope.lazy(Titles.class, id));
    }

    assertThat(handles.get(0).find()).contains("name 1");

    assertThat(names.batches()).containsExactly(Set.of(1L, 2L, 3L));
    assertThat(titles.batches()).containsExactly(Set.of(1L, 2L, 3L));
    assertThat(handles).extracting(Lazy::require).contains("name 3", "title 3");
    assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 database=3 batches=1 fills=3");
    assertThat(Costs.of(scope, "Titles")).isEqualTo("asked=3 database=3 batches=1 fills=3");
    assertThat(tier.keysAsked()).isEqualTo(6);
    assertThat(tier.multiSets()).isEqualTo(1);
  }

  @Test
  void handlesAndFindAllOfOneLoader_areOneBatch() {
    Lazy<String> handle = scope.lazy(Names.class, 7L);

    assertThat(scope.findAll(Names.class, List.of(1L, 2L)).inOrder())
        .containsExactly("name 1", "name 2");

    assertThat(names.batches()).containsExactly(Set.of(1L, 2L, 7L));
    assertThat(handle.require()).isEqualTo("name 7");
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 database=3 batches=1 fills=3");
  }

  @Test
  void findOfAKeyThatAHandleWaitsFor_isOneKey() {
    Lazy<String> handle = scope.lazy(Names.class, 7L);

    assertThat(scope.require(Names.class, 7L)).isSameAs(handle.require());
    assertThat(names.batches()).containsExactly(Set.of(7L));
    assertThat(Costs.of(scope, "Names"))
        .isEqualTo("asked=2 request=1 database=1 batches=1 fills=1");
  }

  @Test
  void find_ofAnyLoader_resolvesTheHandlesOfOthers() {
    Lazy<String> handle = scope.lazy(Titles.class, 1L);

    scope.find(Names.class, 1L);

    assertThat(titles.batches()).hasSize(1);
    assertThat(handle.require()).isEqualTo("title 1");
    assertThat(titles.batches()).hasSize(1);
  }

  @Test
  void lazy_duplicates_areOneKeyAndOneInstance() {
    Lazy<String> first = scope.lazy(Names.class, 1L);
    Lazy<String> second = scope.lazy(Names.class, 1L);

    assertThat(first.require()).isSameAs(second.require());
    assertThat(names.batches()).containsExactly(Set.of(1L));
    assertThat(Costs.of(scope, "Names"))
        .isEqualTo("asked=2 request=1 database=1 batches=1 fills=1");
  }

  @Test
  void lazy_ofAKnownKey_asksNobody() {
    scope.find(Names.class, 1L);
    scope.find(Names.class, 9_999L);

    assertThat(scope.lazy(Names.class, 1L).find()).contains("name 1");
    assertThat(scope.lazy(Names.class, 9_999L).find()).isEmpty();
    assertThat(names.batches()).hasSize(2);
    assertThat(Costs.of(scope, "Names"))
        .isEqualTo("asked=4 request=2 database=1 absent=1 batches=2 fills=2");
  }

  @Test
  void find_twice_issuesNothingMore() {
    Lazy<String> handle = scope.lazy(Names.class, 1L);

    assertThat(handle.find().orElseThrow()).isSameAs(handle.require());
    assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 database=1 batches=1 fills=1");
  }

  @Test
  void require_absent_namesLoaderAndKey() {
    Lazy<String> handle = scope.lazy(Names.class, 9_999L);

    assertThat(handle.find()).isEmpty();
    assertThatThrownBy(handle::require)
        .isInstanceOf(AbsentException.class)
        .hasMessage("Names has no value for key 9999");
    assertThat(names.batches()).hasSize(1);
  }

  @Test
  void failure_sticksToHandles_newQuestionsTryAgain() {
    Lazy<String> read = scope.lazy(Names.class, 1L);
    Lazy<String> waiting = scope.lazy(Names.class, 2L);
    names.failWith(new IllegalStateException("down"));

    assertThatThrownBy(read::find).isInstanceOf(LoadException.class);
    names.recover();

    assertThatThrownBy(read::find).isInstanceOf(LoadException.class);
    assertThatThrownBy(waiting::require).isInstanceOf(LoadException.class);
    assertThat(names.batches()).containsExactly(Set.of(1L, 2L));
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 errors=2 batches=1");

    assertThat(scope.find(Names.class, 2L)).contains("name 2");
    assertThat(waiting.find()).contains("name 2");
    assertThat(scope.lazy(Names.class, 1L).find()).contains("name 1");
  }

  @Test
  void failureOfOneLoader_leavesTheOthersOfTheWaveAlone() {
    Lazy<String> bad = scope.lazy(Names.class, 1L);
    Lazy<String> good = scope.lazy(Titles.class, 1L);
    names.failWith(new IllegalStateException("down"));

    assertThatThrownBy(bad::find).isInstanceOf(LoadException.class);

    assertThat(good.require()).isEqualTo("title 1");
    assertThat(titles.batches()).hasSize(1);
  }

  @Test
  void error_failsTheHandlesOfItsWave_andLeavesTheRequestUsable() {
    Lazy<String> waiting = scope.lazy(Names.class, 2L);
    names.failWith(new AssertionError("broken"));

    assertThatThrownBy(() -> scope.find(Names.class, 1L)).isInstanceOf(AssertionError.class);
    names.recover();

    assertThatThrownBy(waiting::find)
        .isInstanceOf(LoadException.class)
        .hasCauseInstanceOf(AssertionError.class);
    assertThat(scope.find(Names.class, 1L)).contains("name 1");
    Costs.check(scope.stats());
  }

  @Test
  void find_afterInvalidation_loadsAnew() {
    Lazy<String> handle = scope.lazy(Names.class, 1L);
    handle.find();
    names.data().put(1L, "renamed");

    scope.invalidate(Names.class, List.of(1L));

    assertThat(handle.find()).contains("renamed");
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 database=2 batches=2 fills=2");
  }

  @Test
  void find_afterRefresh_answersTheNewInstance() {
    Lazy<String> handle = scope.lazy(Names.class, 1L);
    handle.find();
    names.data().put(1L, "renamed");

    scope.refresh(Names.class, 1L);

    assertThat(handle.find()).contains("renamed");
  }

  @Test
  void find_primedWhileWaiting_answersThePrimedValue() {
    Lazy<String> handle = scope.lazy(Names.class, 1L);
    scope.prime(Names.class, 1L, "primed");

    assertThat(handle.find()).contains("primed");
    scope.find(Titles.class, 1L);

    assertThat(names.batches()).isEmpty();
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 request=1");
  }

  @Test
  void find_afterClose_fails() {
    LoadScope inner = twofold.open();
    Lazy<String> resolved = inner.lazy(Names.class, 1L);
    resolved.find();
    Lazy<String> waiting = inner.lazy(Names.class, 2L);
    inner.close();

    assertThatIllegalStateException().isThrownBy(resolved::find);
    assertThatIllegalStateException().isThrownBy(waiting::require);
    assertThat(names.batches()).containsExactly(Set.of(1L));
  }

  @Test
  void lazy_15_000ownersWithTwoRelations_areTwoBatches() {
    List<Lazy<String>> handles = new ArrayList<>();
    LongStream.rangeClosed(1, 15_000)
        .forEach(
            id -> {
              handles.add(scope.lazy(Names.class, id));
              handles.add(scope.lazy(Titles.class, id));
            });

    handles.forEach(Lazy::find);

    assertThat(names.batchSizes()).containsExactly(15_000);
    assertThat(titles.batchSizes()).containsExactly(15_000);
    assertThat(tier.multiGets()).isEqualTo(1);
  }
}
