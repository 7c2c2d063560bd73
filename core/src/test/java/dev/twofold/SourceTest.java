package dev.twofold;

import static dev.twofold.Members.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.Loaders.Names;
import dev.twofold.Members.Member;
import dev.twofold.Members.MemberLoader;
import dev.twofold.error.LoadException;
import dev.twofold.key.Parameter;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryDatabase.Session;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.Nulls;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.Source;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where loads read: reader or writer, which database, inside whose transaction. */
class SourceTest {

  private final InMemoryDatabase database = Members.database();
  private final InMemoryDatabase archive = new InMemoryDatabase("archive", 100);
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold =
      Twofold.builder()
          .database(database)
          .database(archive)
          .distributed(tier)
          .register(new MemberLoader(), new Archived())
          .build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void loads_readFromTheReader() {
    scope.find(MemberLoader.class, 1L);

    assertThat(database.sources()).containsExactly(Source.READER);
  }

  @Test
  void with_writer_isForTheBlockOnly() {
    scope.with(Source.WRITER, () -> scope.find(MemberLoader.class, 1L));
    scope.find(MemberLoader.class, 2L);

    assertThat(database.sources()).containsExactly(Source.WRITER, Source.READER);
  }

  @Test
  void with_reader_winsOverTheWriterAfterAnInvalidation() {
    scope.invalidate(MemberLoader.class, List.of(1L));
    scope.with(Source.READER, () -> scope.find(MemberLoader.class, 1L));

    assertThat(database.sources()).containsExactly(Source.READER);
  }

  /** A replica may have less than what is replaced. */
  @Test
  void refresh_readsFromTheWriter() {
    scope.find(MemberLoader.class, 1L);
    scope.refresh(MemberLoader.class, 1L);
    scope.find(MemberLoader.class, 2L);

    assertThat(database.sources()).containsExactly(Source.READER, Source.WRITER, Source.READER);
  }

  @Test
  void with_source_keepsOutsideAParameterBlock() {
    Parameter<String> any = Parameter.of("any", String.class);
    scope.with(Source.WRITER, () -> scope.with(any, "x", () -> scope.find(MemberLoader.class, 1L)));

    assertThat(database.sources()).containsExactly(Source.WRITER);
  }

  @Test
  void with_null_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> scope.with(Nulls.<Source>nothing(), () -> ""))
        .withMessage("source");
  }

  @Test
  void loaders_readTheirOwnDatabase() {
    scope.find(Archived.class, 1L);

    assertThat(archive.opens()).isEqualTo(1);
    assertThat(database.opens()).isZero();
  }

  @Test
  void oneWave_overTwoDatabases_readsEachOnce() {
    scope.lazy(MemberLoader.class, 1L);
    scope.lazy(MemberLoader.class, 2L);
    scope.lazy(Archived.class, 1L).find();

    assertThat(database.statementSizes()).containsExactly(2);
    assertThat(archive.statementSizes()).containsExactly(1);
    assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
  }

  @Test
  void allHits_openNoDatabase() {
    try (LoadScope first = twofold.open()) {
      first.findAll(MemberLoader.class, List.of(1L, 2L, 99L));
    }
    int opens = database.opens();

    scope.findAll(MemberLoader.class, List.of(1L, 2L, 99L));

    assertThat(database.opens()).isEqualTo(opens);
    assertThat(Costs.of(scope, "MemberLoader")).isEqualTo("asked=3 distributed=2 knownAbsent=1");
  }

  @Test
  void callersTransaction_fillsNothing() {
    database.callersTransaction(true);

    assertThat(scope.findAll(MemberLoader.class, List.of(1L, 99L)).found()).hasSize(1);
    scope.findBy(MemberLoader.BY_NAME, "bob");
    scope.refresh(MemberLoader.class, 3L);

    assertThat(tier.contents()).isEmpty();
    assertThat(tier.multiSets()).isZero();
    assertThat(scope.stats().multiSets()).isZero();
  }

  @Test
  void callersTransaction_refreshLeavesTheTierAlone() {
    scope.find(MemberLoader.class, 1L);
    Map<String, byte[]> before = tier.contents();
    database.callersTransaction(true);
    Members.save(database, new Member(1, "Uncommitted", "London", 7));

    assertThat(scope.refresh(MemberLoader.class, 1L).orElseThrow().name()).isEqualTo("Uncommitted");

    assertThat(tier.contents().keySet()).isEqualTo(before.keySet());
    try (LoadScope other = twofold.open()) {
      assertThat(other.find(MemberLoader.class, 1L)).contains(ADA);
    }
  }

  @Test
  void callersTransaction_ofOneDatabase_doesNotKeepTheOtherFromFilling() {
    database.callersTransaction(true);
    scope.lazy(MemberLoader.class, 1L);
    scope.lazy(Archived.class, 1L).find();

    assertThat(tier.contents()).hasSize(1);
  }

  @Test
  void databaseDown_hitsAreServedAndMissesFail() {
    try (LoadScope first = twofold.open()) {
      first.find(MemberLoader.class, 1L);
    }
    database.failStatements(new IllegalStateException("down"));
    int entries = tier.contents().size();

    Loaded<Long, Member> loaded = scope.findAll(MemberLoader.class, List.of(1L, 2L));

    assertThat(loaded.found()).containsOnlyKeys(1L);
    assertThat(loaded.failed()).containsOnlyKeys(2L);
    assertThat(tier.contents()).hasSize(entries);
    assertThat(database.closes()).isEqualTo(database.opens());
  }

  @Test
  void waveOfManyLoaders_oneDatabaseDown_failsItsKeysOnly() {
    Names names = new Names(3);
    try (Twofold both =
            Twofold.builder().database(database).register(new MemberLoader(), names).build();
        LoadScope inner = both.open()) {
      database.refuseConnections(true);
      Lazy<Member> member = inner.lazy(MemberLoader.class, 1L);

      assertThat(inner.find(Names.class, 1L)).contains("name 1");
      assertThat(Assertions.catchThrowable(member::find)).isInstanceOf(LoadException.class);
    }
  }

  private static final class Archived extends RecordingLoader<Long, String> {
    Archived() {
      super(Map.of(1L, "old"));
      behave(
          (keys, truth, context) -> {
            context.session(Session.class).execute(keys.size());
            return truth;
          });
    }

    @Override
    public String database() {
      return "archive";
    }
  }
}
