package dev.twofold.internal.invalidation;

import static dev.twofold.internal.invalidation.Library.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.Invalidator;
import dev.twofold.LoadScope;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.internal.invalidation.Library.AuthorLoader;
import dev.twofold.internal.invalidation.Library.BookEntity;
import dev.twofold.internal.invalidation.Library.LoanEntity;
import dev.twofold.internal.invalidation.Library.LoanLoader;
import dev.twofold.internal.invalidation.Library.Titles;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.Nulls;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Declaring values stale for writers that nobody tells of. */
class InvalidatorTest {

  private final Library library = new Library().warm();
  private final Set<String> before = library.entries();
  private final Invalidator invalidator = library.twofold.invalidator();
  private final Invalidator north =
      library.twofold.invalidator(ParameterValues.of(BRANCH, "north"));

  @AfterEach
  void close() {
    library.close();
  }

  private Set<String> gone() {
    assertThat(library.tier.removals()).isEqualTo(1);
    return library.gone(before);
  }

  @Test
  void keys_underEveryParameter() {
    assertThat(invalidator.invalidate(Titles.class, List.of(1L, 99L))).isTrue();

    assertThat(gone()).containsExactly("Titles[language=2=de] 1", "Titles[language=2=en] 1");
    assertThat(library.twofold.stats().keysInvalidated()).isEqualTo(2);
  }

  @Test
  void keys_underTheTenantThatIsNamed() {
    assertThat(north.invalidate(LoanLoader.class, List.of(1L, 2L))).isTrue();

    assertThat(gone()).containsExactly("LoanLoader[branch=5=north] 1");
  }

  @Test
  void keys_withoutTheirTenant_areRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> invalidator.invalidate(LoanLoader.class, List.of(1L)))
        .withMessage(
            "keys of LoanLoader are stale under one tenant, but the parameter 'branch' has no"
                + " value; name it with Twofold.invalidator(ParameterValues), or clear the loader");
  }

  @Test
  void noKeys_areNoTrip() {
    assertThat(invalidator.invalidate(AuthorLoader.class, List.of())).isTrue();
    assertThat(library.tier.removals()).isZero();
  }

  @Test
  void nullKey_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(
            () -> invalidator.invalidate(AuthorLoader.class, Arrays.asList(1L, Nulls.nothing())))
        .withMessage("a key is null");
  }

  @Test
  void clear_isTheLoaderOfAllTenants_inOneTrip() {
    assertThat(invalidator.clear(LoanLoader.class)).isTrue();

    assertThat(gone())
        .containsExactly("LoanLoader[branch=5=north] 1", "LoanLoader[branch=5=south] 2");
  }

  @Test
  void clear_ofRows_isTheirUniqueKeysToo() {
    invalidator.clear(AuthorLoader.class);

    assertThat(gone()).hasSize(7).allMatch(entry -> entry.startsWith("AuthorLoader"));
  }

  @Test
  void region_isAllLoadersOfIt() {
    assertThat(invalidator.clearRegion("books")).isTrue();

    assertThat(gone()).hasSize(12).allMatch(entry -> entry.startsWith("BookLoader"));
  }

  @Test
  void unknownRegion_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> invalidator.clearRegion("book"))
        .withMessage("no loader is in the region 'book'; regions: [accounts, books, default]");
  }

  @Test
  void tag_isOneTrip() {
    assertThat(invalidator.clearTag("any")).isTrue();

    assertThat(gone()).isEmpty();
  }

  @Test
  void tables_areWhatIsReadFromThem_whateverTheirCase() {
    assertThat(invalidator.tablesChanged(Set.of("VISITS", "LoanEntity"))).isTrue();

    assertThat(gone())
        .containsExactly(
            "LoanLoader[branch=5=north] 1", "LoanLoader[branch=5=south] 2", "Visits 1");
  }

  @Test
  void rows_areTheRows_andAllThatMayHaveReferredToThem() {
    assertThat(invalidator.rowsChanged(BookEntity.class, List.of(10L, 99L))).isTrue();

    assertThat(gone())
        .hasSize(1 + 3 + 3 + 4)
        .contains("BookLoader 10", "BookLoader.list.of.author 3", "Titles[language=2=de] 2")
        .doesNotContain("BookLoader 20");
  }

  @Test
  void rows_underTheTenantThatIsNamed() {
    north.rowsChanged(LoanEntity.class, List.of(1L, 2L));

    assertThat(gone()).containsExactly("LoanLoader[branch=5=north] 1");
  }

  @Test
  void request_forgetsToo_andReadsTheWriter() {
    try (LoadScope scope = library.open()) {
      scope.find(AuthorLoader.class, 1L);
      library.database.put(AuthorEntity.class, 1L, new Author(1, "Ada"));
      invalidator.rowsChanged(AuthorEntity.class, List.of(1L));

      assertThat(scope.require(AuthorLoader.class, 1L).name()).isEqualTo("Ada");
      assertThat(library.database.sources()).endsWith(Source.WRITER);
    }
  }

  @Test
  void request_forgetsWhatIsCleared() {
    try (LoadScope scope = library.open()) {
      Author author = scope.require(AuthorLoader.class, 1L);
      invalidator.clearTag("any");
      assertThat(scope.require(AuthorLoader.class, 1L)).isNotSameAs(author);
      author = scope.require(AuthorLoader.class, 1L);
      invalidator.clearRegion("books");
      assertThat(scope.require(AuthorLoader.class, 1L)).isSameAs(author);
      invalidator.clearRegion("default");
      assertThat(scope.require(AuthorLoader.class, 1L)).isNotSameAs(author);
    }
  }

  /** Somebody reads while the tiers are being told, and finds what they had. */
  @Test
  void request_forgetsWhatItReadMeanwhile() {
    try (LoadScope scope = library.open()) {
      List<Author> meanwhile = new ArrayList<>();
      library.flaky.meanwhile(() -> meanwhile.add(scope.require(AuthorLoader.class, 1L)));
      library.database.put(AuthorEntity.class, 1L, new Author(1, "Ada"));
      invalidator.invalidate(AuthorLoader.class, List.of(1L));

      assertThat(meanwhile).containsExactly(new Author(1, "author 1"));
      assertThat(scope.require(AuthorLoader.class, 1L).name()).isEqualTo("Ada");
    }
  }

  @Test
  void moreKeysThanAreNamed_areTheLoaderAsAWhole() {
    Set<Long> keys =
        LongStream.range(1_000, 1_001 + NamedEntries.LIMIT).boxed().collect(Collectors.toSet());
    invalidator.invalidate(AuthorLoader.class, keys);

    assertThat(gone())
        .containsExactlyInAnyOrder("AuthorLoader 1", "AuthorLoader 2", "AuthorLoader 3");
    assertThat(library.twofold.stats().keysInvalidated()).isZero();
  }

  @Test
  void moreKeysOfARequestThanAreNamed_areTheLoaderAsAWhole() {
    Set<Long> keys =
        LongStream.range(1_000, 1_001 + NamedEntries.LIMIT).boxed().collect(Collectors.toSet());
    try (LoadScope scope = library.open()) {
      scope.invalidate(AuthorLoader.class, keys);
    }

    assertThat(gone())
        .containsExactlyInAnyOrder("AuthorLoader 1", "AuthorLoader 2", "AuthorLoader 3");
    assertThat(library.twofold.stats().keysInvalidated()).isZero();
  }

  @Test
  void requestOfAnotherEngine_isLeftAlone() {
    try (Library other = new Library();
        LoadScope scope = other.open()) {
      Author author = scope.require(AuthorLoader.class, 1L);
      invalidator.clear(AuthorLoader.class);
      assertThat(scope.require(AuthorLoader.class, 1L)).isSameAs(author);
    }
  }

  @Test
  void deadTier_isNotConfirmed_andDeliveredLater() {
    library.flaky.failNext(5);
    assertThat(invalidator.clear(AuthorLoader.class)).isFalse();
    assertThat(invalidator.clearRegion("books")).isFalse();
    assertThat(invalidator.clearTag("any")).isFalse();
    assertThat(library.twofold.stats().queued())
        .as("two loaders, a region with its four, a tag")
        .isEqualTo(8);
    library.scheduler.advance(Duration.ofSeconds(5));

    assertThat(library.twofold.stats().queued()).isZero();
    assertThat(gone()).hasSize(7 + 12);
  }
}
