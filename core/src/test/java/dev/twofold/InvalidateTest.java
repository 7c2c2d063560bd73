package dev.twofold;

import static dev.twofold.Members.ADA;
import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.Members.Member;
import dev.twofold.Members.MemberLoader;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.Source;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvalidateTest {

  private static final Member RENAMED = new Member(1, "Augusta", "London", 7);

  private final InMemoryDatabase database = Members.database();
  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier);
  private final Twofold twofold =
      Twofold.builder().database(database).distributed(flaky).register(new MemberLoader()).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void invalidate_leavesRequestAndTier_inOneTrip() {
    scope.findAll(MemberLoader.class, List.of(1L, 2L));
    Members.save(database, RENAMED);

    assertThat(scope.invalidate(MemberLoader.class, List.of(1L, 2L))).isTrue();

    assertThat(tier.contents()).isEmpty();
    assertThat(tier.removals()).isEqualTo(1);
    assertThat(scope.stats().removals()).isEqualTo(1);
    assertThat(scope.find(MemberLoader.class, 1L)).contains(RENAMED);
  }

  @Test
  void invalidate_whatAnotherRequestFilled_isReadAnew() {
    try (LoadScope other = twofold.open()) {
      other.find(MemberLoader.class, 1L);
    }
    Members.save(database, RENAMED);

    scope.invalidate(MemberLoader.class, List.of(1L));

    try (LoadScope later = twofold.open()) {
      assertThat(later.find(MemberLoader.class, 1L)).contains(RENAMED);
    }
  }

  @Test
  void invalidate_unknown_isNoError() {
    assertThat(scope.invalidate(MemberLoader.class, List.of(99L))).isTrue();
    assertThat(scope.invalidate(MemberLoader.class, List.of())).isTrue();
    assertThat(scope.stats().removals()).isEqualTo(1);
  }

  @Test
  void invalidate_uniqueKeysOfKnownRows_too() {
    scope.find(MemberLoader.class, 1L);
    Members.save(database, RENAMED);

    scope.invalidate(MemberLoader.class, List.of(1L));

    assertThat(scope.findBy(MemberLoader.BY_NAME, "ada")).isEmpty();
    assertThat(scope.findBy(MemberLoader.BY_NAME, "augusta")).contains(RENAMED);
  }

  @Test
  void invalidateBy_afterAnInsert_findsTheNewRow() {
    try (LoadScope other = twofold.open()) {
      other.findBy(MemberLoader.BY_NAME, "eve");
    }
    assertThat(scope.findBy(MemberLoader.BY_NAME, "eve")).isEmpty();
    Member eve = new Member(5, "Eve", "Paris", 1);
    Members.save(database, eve);

    assertThat(scope.invalidateBy(MemberLoader.BY_NAME, List.of("EVE"))).isTrue();

    assertThat(scope.findBy(MemberLoader.BY_NAME, "eve")).contains(eve);
    try (LoadScope later = twofold.open()) {
      assertThat(later.findBy(MemberLoader.BY_NAME, "eve")).contains(eve);
      assertThat(later.stats().total().statements()).isZero();
    }
  }

  @Test
  void invalidate_laterLoadsReadFromTheWriter() {
    scope.find(MemberLoader.class, 1L);
    scope.invalidate(MemberLoader.class, List.of(1L));
    scope.find(MemberLoader.class, 1L);
    try (LoadScope other = twofold.open()) {
      other.find(MemberLoader.class, 2L);
      other.invalidateBy(MemberLoader.BY_NAME, List.of("x"));
      other.find(MemberLoader.class, 3L);
    }

    assertThat(database.sources())
        .containsExactly(Source.READER, Source.WRITER, Source.READER, Source.WRITER);
  }

  @Test
  void invalidate_tierDead_saysSoAndCounts() {
    scope.find(MemberLoader.class, 1L);
    flaky.fail();

    assertThat(scope.invalidate(MemberLoader.class, List.of(1L))).isFalse();

    assertThat(scope.stats().distributedFailures()).isEqualTo(1);
    assertThat(scope.find(MemberLoader.class, 1L)).contains(ADA);
    assertThat(database.statements()).isEqualTo(2);
  }

  @Test
  void invalidate_isTriedAlthoughTheTierFailedBefore() {
    flaky.failNext(1);
    scope.find(MemberLoader.class, 1L);

    assertThat(scope.invalidate(MemberLoader.class, List.of(1L))).isTrue();
    assertThat(tier.removals()).isEqualTo(1);
  }

  @Test
  void invalidate_nullKey_changesNothing() {
    scope.find(MemberLoader.class, 1L);

    assertThatNullPointerException()
        .isThrownBy(() -> scope.invalidate(MemberLoader.class, Arrays.asList(1L, nothing())))
        .withMessage("a key is null");

    assertThat(scope.find(MemberLoader.class, 1L)).contains(ADA);
    assertThat(database.statements()).isEqualTo(1);
    assertThat(tier.removals()).isZero();
  }

  @Test
  void invalidate_withoutATier_isConfirmed() {
    try (Twofold plain = Twofold.builder().database(database).register(new MemberLoader()).build();
        LoadScope inner = plain.open()) {
      inner.find(MemberLoader.class, 1L);
      assertThat(inner.invalidate(MemberLoader.class, List.of(1L))).isTrue();
      inner.find(MemberLoader.class, 1L);
      assertThat(Costs.of(inner, "MemberLoader"))
          .isEqualTo("asked=2 database=2 statements=2 batches=2");
    }
  }
}
