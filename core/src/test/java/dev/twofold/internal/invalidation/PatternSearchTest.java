package dev.twofold.internal.invalidation;

import static dev.twofold.internal.invalidation.Library.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.twofold.Invalidator;
import dev.twofold.LoadScope;
import dev.twofold.MatchingKeys;
import dev.twofold.MatchingKeys.Progress;
import dev.twofold.Twofold;
import dev.twofold.error.TierException;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.internal.invalidation.Library.AuthorLoader;
import dev.twofold.internal.invalidation.Library.BookLoader;
import dev.twofold.internal.invalidation.Library.LoanLoader;
import dev.twofold.internal.invalidation.Library.Titles;
import dev.twofold.internal.invalidation.Library.Weather;
import dev.twofold.key.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that match a pattern: counted and cleared in steps. */
class PatternSearchTest {

  private final Library library = new Library().warm();
  private final Set<String> before = library.entries();
  private final Invalidator invalidator = library.twofold.invalidator();

  @AfterEach
  void close() {
    library.close();
  }

  @Test
  void clear_takesMatchingKeysOfTheLoader_andTellsOthers() {
    Progress ended = invalidator.matching(BookLoader.class, "1?").clear();

    assertThat(library.gone(before)).containsExactly("BookLoader 10");
    assertThat(ended).isEqualTo(new Progress(1, 1, 1, true, true));
    assertThat(library.tier.removals()).isEqualTo(1);
    assertThat(library.tier.revocations()).isEqualTo(2);
    assertThat(library.twofold.stats().keysInvalidated()).isEqualTo(1);
  }

  @Test
  void clear_takesEveryVariant_andCountsEntries() {
    Progress ended = invalidator.matching(Titles.class, "1*").clear();

    assertThat(library.gone(before))
        .containsExactly("Titles[language=2=de] 1", "Titles[language=2=en] 1");
    assertThat(ended.found()).isEqualTo(2);
    assertThat(library.twofold.stats().keysInvalidated()).isEqualTo(1);
  }

  @Test
  void clear_ofRows_leavesTheirUniqueKeys() {
    invalidator.matching(AuthorLoader.class, "?").clear();

    assertThat(library.gone(before))
        .containsExactly("AuthorLoader 1", "AuthorLoader 2", "AuthorLoader 3");
  }

  @Test
  void clear_ofATenant_leavesTheOthers() {
    library
        .twofold
        .invalidator(ParameterValues.of(BRANCH, "north"))
        .matching(LoanLoader.class, "?")
        .clear();
    assertThat(library.gone(before)).containsExactly("LoanLoader[branch=5=north] 1");

    invalidator.matching(LoanLoader.class, "?").clear();
    assertThat(library.gone(before))
        .containsExactly("LoanLoader[branch=5=north] 1", "LoanLoader[branch=5=south] 2");
  }

  @Test
  void count_changesNothing() {
    Progress ended = invalidator.matching(BookLoader.class, "*0").count();

    assertThat(ended).isEqualTo(new Progress(1, 3, 1, true, true));
    assertThat(library.entries()).isEqualTo(before);
    assertThat(library.tier.removals() + library.tier.revocations()).isZero();
  }

  @Test
  void steps_areBounded_andTold() {
    int entries = library.tier.contents().size();
    List<Progress> heard = new ArrayList<>();

    Progress ended =
        invalidator.matching(BookLoader.class, "*0").step(2).onProgress(heard::add).clear();

    assertThat(heard).hasSize((entries + 1) / 2).endsWith(ended);
    assertThat(heard).extracting(Progress::share).isSorted().last().isEqualTo(1.0);
    assertThat(heard).extracting(Progress::finished).containsOnlyOnce(true).endsWith(true);
    assertThat(ended.steps()).isEqualTo(heard.size());
    assertThat(ended.found()).isEqualTo(3);
    assertThat(library.gone(before)).hasSize(3);
  }

  @Test
  void cancelled_endsBeforeTheNextStep() {
    List<Progress> heard = new ArrayList<>();
    MatchingKeys keys =
        invalidator
            .matching(BookLoader.class, "*0")
            .step(1)
            .onProgress(heard::add)
            .cancelWhen(() -> heard.size() == 2);

    Progress ended = keys.count();

    assertThat(ended.steps()).isEqualTo(2);
    assertThat(ended.finished()).isFalse();
  }

  @Test
  void interrupted_endsAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(invalidator.matching(BookLoader.class, "*0").count())
        .isEqualTo(new Progress(0, 0, 0, false, true));
    assertThat(Thread.interrupted()).isTrue();
  }

  /**
   * It may have read what the caller knows to be stale, and the search may come too early for it.
   */
  @Test
  void loadUnderWay_putsNothing() {
    try (LoadScope loading = library.open()) {
      library.flaky.beforePuts(
          () -> {
            library.flaky.beforePuts(() -> {});
            invalidator.matching(Weather.class, "8*").clear();
          });
      loading.find(Weather.class, 98L);

      assertThat(loading.stats().loader("Weather").refused()).isEqualTo(1);
    }
    assertThat(library.gone(before)).isEmpty();
    assertThat(library.entries()).doesNotContain("Weather 98");
  }

  @Test
  void requestOfTheThread_forgets() {
    try (LoadScope scope = library.open()) {
      scope.find(AuthorLoader.class, 1L);
      library.database.put(AuthorEntity.class, 1L, new Author(1, "new"));

      invalidator.matching(AuthorLoader.class, "1*").clear();

      assertThat(scope.require(AuthorLoader.class, 1L).name()).isEqualTo("new");
    }
  }

  @Test
  void tierThatFails_isReported_andWhatWasDoneStays() {
    List<Progress> heard = new ArrayList<>();
    MatchingKeys keys =
        invalidator
            .matching(BookLoader.class, "*0")
            .step(library.tier.contents().size() - 1)
            .onProgress(
                progress -> {
                  heard.add(progress);
                  library.flaky.fail();
                });

    assertThatExceptionOfType(TierException.class).isThrownBy(keys::clear);

    assertThat(heard).hasSize(1);
    assertThat(library.gone(before)).hasSize((int) heard.get(0).found());
  }

  @Test
  void tierThatDoesNotTakeAStep_isToldItLater() {
    library.flaky.failAbove(0);

    Progress ended = invalidator.matching(BookLoader.class, "1*").clear();

    assertThat(ended).isEqualTo(new Progress(1, 1, 1, true, false));
    assertThat(library.twofold.stats().queued()).isEqualTo(1);
  }

  @Test
  void stepOutOfBounds_isRefused() {
    MatchingKeys keys = invalidator.matching(BookLoader.class, "1*");
    for (int step : List.of(0, 10_001)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> keys.step(step))
          .withMessage("a step looks at %d entries; allowed: 1 to 10000".formatted(step));
    }
  }

  @Test
  void withoutADistributedTier_isRefused() {
    try (Twofold alone = Twofold.builder().register(new Weather()).build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> alone.invalidator().matching(Weather.class, "1*"))
          .withMessage(
              "Weather has no entries in a distributed tier that could be searched by a pattern;"
                  + " clear it as a whole");
    }
  }
}
