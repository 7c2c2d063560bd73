package dev.twofold;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.AccountEntity;
import dev.twofold.Gazette.AccountLoader;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.Loader;
import dev.twofold.redisson.QuietTier;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.WriteThroughStats;
import dev.twofold.testing.Costs;
import dev.twofold.testing.Patience;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What transactions write is in Redis for the next reader, on a real Redis and PostgreSQL. */
class WriteThroughIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static final List<Long> FIFTY = LongStream.rangeClosed(1, 50).boxed().toList();

  private final HeldBalances held = new HeldBalances();
  private Node writer;
  private Node reader;

  private static Node node(Consistency consistency, WriteMode writes, Loader<?, ?>... loaders) {
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .application("through-" + consistency)
            .distributedBudget(Patience.LIMIT)
            .commitLimit(Duration.ofSeconds(1))
            .region(
                "money",
                RegionPolicy.DEFAULT
                    .withConsistency(consistency)
                    .withWrites(writes)
                    .withNear(NearPolicy.OFF)
                    .withJitter(0))
            .build();
    return new Node(POSTGRES.url(), QuietTier.at(REDIS.address()), settings, loaders);
  }

  private void open(Consistency consistency, Loader<?, ?>... loaders) {
    writer = node(consistency, WriteMode.THROUGH, loaders);
    reader = node(consistency, WriteMode.INVALIDATE, loaders);
    // For a while nothing of a strict region is put on a server that is new.
    await().until(() -> reads(reader).equals("asked=50 distributed=50"));
    settle();
  }

  @BeforeEach
  void fill() {
    REDIS.call("FLUSHALL");
    try (Node node = node(Consistency.AVAILABLE, WriteMode.INVALIDATE, Gazette.loaders())) {
      node.write(
          session -> {
            session.createMutationQuery("delete from Account").executeUpdate();
            for (long id : FIFTY) {
              AccountEntity account = new AccountEntity();
              account.id = id;
              session.persist(account);
            }
          });
    }
  }

  @AfterEach
  void close() {
    writer.close();
    reader.close();
  }

  private static String reads(Node node) {
    return node.ask(
        scope -> {
          scope.findAll(AccountLoader.class, FIFTY);
          return Costs.of(scope, "AccountLoader");
        });
  }

  private void settle() {
    await().until(() -> isSettled(writer.twofold.stats().writtenThrough()));
    writer.database.reset();
    reader.database.reset();
  }

  private static boolean isSettled(WriteThroughStats stats) {
    return stats.keys() == stats.loaded() + stats.found() + stats.failed() + stats.dropped();
  }

  private void pay(int amount) {
    writer.write(
        session -> FIFTY.forEach(id -> session.find(AccountEntity.class, id).balance += amount));
  }

  @ParameterizedTest
  @EnumSource
  void fiftyRowsOfACommit_areOneStatement_andTheNextReaderHits(Consistency consistency) {
    open(consistency, Gazette.loaders());

    pay(7);
    await().until(() -> writer.twofold.stats().writtenThrough().loaded() == 50);

    assertThat(writer.twofold.stats().writtenThrough())
        .isEqualTo(new WriteThroughStats(50, 50, 0, 0, 0, 1));
    reader.database.reset();
    assertThat(reads(reader)).isEqualTo("asked=50 distributed=50");
    assertThat(reader.database.queries().count()).isZero();
    assertThat(reader.balance(50)).isEqualTo(7);
  }

  /** The session that has written does not know it. */
  @Test
  void whatTheDatabaseComputes_isReadAgain() {
    open(Consistency.AVAILABLE, Gazette.loaders());
    writer.write(
        session -> {
          session
              .createNativeMutationQuery(
                  "create or replace function double_it() returns trigger language plpgsql as"
                      + " 'begin new.balance := new.balance * 2; return new; end'")
              .executeUpdate();
          session
              .createNativeMutationQuery(
                  "create or replace trigger doubles before update on Account for each row execute"
                      + " function double_it()")
              .executeUpdate();
        });
    try {
      settle();
      long before = writer.twofold.stats().writtenThrough().loaded();

      pay(7);
      await().until(() -> writer.twofold.stats().writtenThrough().loaded() == before + 50);

      assertThat(reads(reader)).isEqualTo("asked=50 distributed=50");
      assertThat(reader.balance(1)).isEqualTo(14);
    } finally {
      writer.write(
          session ->
              session.createNativeMutationQuery("drop trigger doubles on Account").executeUpdate());
    }
  }

  @Test
  void rowThatIsGone_isKnownToBeGone() {
    open(Consistency.AVAILABLE, Gazette.loaders());

    writer.write(session -> session.remove(session.find(AccountEntity.class, 3L)));
    await().until(() -> writer.twofold.stats().writtenThrough().loaded() == 1);

    assertThat(reads(reader)).isEqualTo("asked=50 distributed=49 knownAbsent=1");
  }

  @Test
  void transactionThatIsRolledBack_loadsNothing() {
    open(Consistency.AVAILABLE, Gazette.loaders());

    try (Session session = writer.sessions().openSession()) {
      session.beginTransaction();
      session.find(AccountEntity.class, 3L).balance = 8;
      session.flush();
      session.getTransaction().rollback();
    }

    assertThat(writer.twofold.stats().writtenThrough()).isEqualTo(WriteThroughStats.NONE);
    assertThat(reads(reader)).isEqualTo("asked=50 distributed=50");
  }

  /** The first load has read the balance before the second commit, and puts it never. */
  @Test
  void writeOfAnotherNode_whileTheFirstIsBeingLoaded_wins() throws InterruptedException {
    open(Consistency.AVAILABLE, new AccountLoader(), held);
    held.holds = true;

    writer.write(session -> session.find(AccountEntity.class, 1L).balance = 1);
    assertThat(held.read.await(1, MINUTES)).isTrue();
    reader.write(session -> session.find(AccountEntity.class, 1L).balance = 2);
    held.released.countDown();
    settle();

    assertThat(held.balance(writer)).isEqualTo(2);
    assertThat(held.balance(reader)).isEqualTo(2);
  }

  @Test
  void secondWriteOfThisNode_whileTheFirstIsBeingLoaded_isLoadedToo() throws InterruptedException {
    open(Consistency.AVAILABLE, new AccountLoader(), held);
    held.holds = true;

    writer.write(session -> session.find(AccountEntity.class, 1L).balance = 1);
    assertThat(held.read.await(1, MINUTES)).isTrue();
    writer.write(session -> session.find(AccountEntity.class, 1L).balance = 2);
    held.released.countDown();
    settle();

    String costs =
        reader.ask(
            scope -> {
              assertThat(scope.require(HeldBalances.class, 1L)).isEqualTo(2);
              return Costs.of(scope, "HeldBalances");
            });
    assertThat(costs).isEqualTo("asked=1 distributed=1");
  }

  /** Stops once it has read, when it is told to. */
  private static final class HeldBalances extends BatchLoader<Long, Integer> {
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean holds;

    int balance(Node node) {
      return node.ask(scope -> scope.require(HeldBalances.class, 1L));
    }

    @Override
    public String name() {
      return "HeldBalances";
    }

    @Override
    public String region() {
      return "money";
    }

    @Override
    public Map<Long, Integer> loadAll(Set<Long> keys, LoadContext context)
        throws InterruptedException {
      Map<Long, Integer> balances = new HashMap<>();
      context
          .session(StatelessSession.class)
          .createSelectionQuery(
              "select a.id, a.balance from Account a where a.id in :ids", Object[].class)
          .setParameterList("ids", keys)
          .getResultList()
          .forEach(row -> balances.put((Long) row[0], (Integer) row[1]));
      if (holds) {
        read.countDown();
        released.await();
      }
      return balances;
    }

    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(Dependency.on(AccountEntity.class, change -> change.values("id", Long.class)));
    }
  }
}
