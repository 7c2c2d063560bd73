package dev.twofold;

import static dev.twofold.Members.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Members.Member;
import dev.twofold.Members.MemberEntity;
import dev.twofold.Members.MemberLoader;
import dev.twofold.error.LoadException;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefreshTest {

  private static final Member RENAMED = new Member(1, "Augusta", "London", 7);

  private final InMemoryDatabase database = Members.database();
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold = engine(RegionPolicy.DEFAULT);
  private final LoadScope scope = twofold.open();

  private Twofold engine(RegionPolicy policy) {
    return Twofold.builder()
        .database(database)
        .distributed(tier)
        .settings(TwofoldSettings.builder().region("default", policy).build())
        .register(new MemberLoader())
        .build();
  }

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void refresh_readsTheDatabaseAndFillsTheTierAnew() {
    Member before = scope.require(MemberLoader.class, 1L);
    Members.save(database, RENAMED);
    tier.resetCounts();

    Member after = scope.refresh(MemberLoader.class, 1L).orElseThrow();

    assertThat(after).isEqualTo(RENAMED);
    assertThat(scope.require(MemberLoader.class, 1L)).isSameAs(after);
    assertThat(before).isEqualTo(ADA);
    assertThat(tier.multiGets()).isZero();
    assertThat(tier.multiSets()).isEqualTo(1);
    try (LoadScope other = twofold.open()) {
      assertThat(other.find(MemberLoader.class, 1L)).contains(RENAMED);
      assertThat(other.stats().total().statements()).isZero();
    }
    assertThat(Costs.of(scope, "MemberLoader"))
        .isEqualTo("asked=3 request=1 database=2 statements=2 batches=2 fills=2");
  }

  @Test
  void refresh_unknown_loads() {
    assertThat(scope.refresh(MemberLoader.class, 1L)).contains(ADA);
    assertThat(tier.multiGets()).isZero();
    assertThat(database.statements()).isEqualTo(1);
  }

  @Test
  void refresh_deleted_isAbsentEverywhere() {
    scope.find(MemberLoader.class, 1L);
    database.delete(MemberEntity.class, 1L);

    assertThat(scope.refresh(MemberLoader.class, 1L)).isEmpty();
    assertThat(scope.find(MemberLoader.class, 1L)).isEmpty();
    try (LoadScope other = twofold.open()) {
      assertThat(other.find(MemberLoader.class, 1L)).isEmpty();
      assertThat(Costs.of(other, "MemberLoader")).isEqualTo("asked=1 knownAbsent=1");
    }
  }

  @Test
  void refresh_deletedWhereAbsenceIsNotRemembered_removesTheEntry() {
    try (Twofold forgetful = engine(RegionPolicy.DEFAULT.withNegativeTimeToLive(Duration.ZERO));
        LoadScope inner = forgetful.open()) {
      inner.find(MemberLoader.class, 1L);
      database.delete(MemberEntity.class, 1L);
      int rowsBefore = tier.contents().size();

      inner.refresh(MemberLoader.class, 1L);

      assertThat(tier.contents()).hasSize(rowsBefore - 1);
      assertThat(inner.stats().removals()).isEqualTo(1);
    }
  }

  @Test
  void refresh_valueThatGrewTooLarge_removesTheEntry() {
    try (Twofold small = engine(RegionPolicy.DEFAULT.withMaximumValueBytes(100));
        LoadScope inner = small.open()) {
      inner.find(MemberLoader.class, 1L);
      Member large = new Member(1, "Ada", "L".repeat(200), 7);
      Members.save(database, large);

      assertThat(inner.refresh(MemberLoader.class, 1L)).contains(large);

      assertThat(inner.stats().loader("MemberLoader").oversized()).isEqualTo(1);
      try (LoadScope other = small.open()) {
        assertThat(other.peek(MemberLoader.class, 1L)).isEmpty();
      }
    }
  }

  @Test
  void refresh_failed_keepsWhatWasKnown() {
    scope.find(MemberLoader.class, 1L);
    database.failStatements(new IllegalStateException("down"));

    assertThatThrownBy(() -> scope.refresh(MemberLoader.class, 1L))
        .isInstanceOf(LoadException.class);

    assertThat(scope.find(MemberLoader.class, 1L)).contains(ADA);
    try (LoadScope other = twofold.open()) {
      assertThat(other.find(MemberLoader.class, 1L)).contains(ADA);
    }
    assertThat(Costs.of(scope, "MemberLoader"))
        .isEqualTo("asked=3 request=1 database=1 errors=1 statements=2 batches=2 fills=1");
  }

  @Test
  void refresh_error_failsTheKeysThatHaveNoNewValue() {
    scope.find(MemberLoader.class, 1L);
    Loaders.Names names = new Loaders.Names(3);
    try (Twofold plain = Twofold.builder().register(names).build();
        LoadScope inner = plain.open()) {
      inner.find(Loaders.Names.class, 1L);
      names.failWith(new AssertionError("broken"));

      assertThatThrownBy(() -> inner.refresh(Loaders.Names.class, 1L))
          .isInstanceOf(AssertionError.class);
      assertThat(Costs.of(inner, "Names")).isEqualTo("asked=2 database=1 errors=1 batches=2");
    }
  }

  @Test
  void refresh_tellsUniqueKeysAnew() {
    scope.findBy(MemberLoader.BY_NAME, "ada");
    Members.save(database, RENAMED);

    scope.refresh(MemberLoader.class, 1L);

    assertThat(scope.findBy(MemberLoader.BY_NAME, "augusta")).contains(RENAMED);
    assertThat(database.statements()).isEqualTo(2);
    assertThat(scope.findBy(MemberLoader.BY_NAME, "ada")).isEmpty();
  }

  @Test
  void refreshAll_isOneStatementInTheOrderAsked() {
    scope.findAll(MemberLoader.class, List.of(1L, 2L));
    Members.save(database, RENAMED);

    Loaded<Long, Member> loaded = scope.refreshAll(MemberLoader.class, List.of(2L, 1L, 9L));

    assertThat(loaded.inOrder()).extracting(Member::name).containsExactly("Bob", "Augusta");
    assertThat(loaded.missing()).containsExactly(9L);
    assertThat(database.statementSizes()).containsExactly(2, 3);
  }

  @Test
  void refresh_leavesHandlesWaiting() {
    scope.lazy(MemberLoader.class, 2L);

    scope.refresh(MemberLoader.class, 1L);

    assertThat(database.statementSizes()).containsExactly(1);
  }
}
