package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.internal.invalidation.ManualScheduler;
import dev.twofold.loader.RowLoader;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.WarmupPolicy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TestDatabase;
import dev.twofold.warmup.RelatedWarmup;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupState;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Warming on a real Redis and a real PostgreSQL: what is read where, statement by statement. */
class WarmupIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static final int ROWS = 1_000;
  private static final String PLAN = "all pictures";

  @Entity(name = "Picture")
  static class PictureEntity {
    @Id Long id;
    String title;
    Long artist;
  }

  @Entity(name = "Artist")
  static class ArtistEntity {
    @Id Long id;
    String name;
  }

  record Picture(Long id, String title, Long artist) {}

  record Artist(Long id, String name) {}

  static final class Pictures extends RowLoader<Long, Picture> {
    Pictures() {
      super(PictureEntity.class);
    }
  }

  static final class Artists extends RowLoader<Long, Artist> {
    Artists() {
      super(ArtistEntity.class);
    }
  }

  private final List<WarmNode> nodes = new ArrayList<>();
  private UnaryOperator<WarmupPolicy> policy =
      warmup -> warmup.withKeysPerSecond(100_000).withTakeover(Duration.ofSeconds(1));

  private final class WarmNode implements AutoCloseable {
    final TestDatabase database;
    final Twofold twofold;

    WarmNode(
        @Nullable ManualScheduler scheduler,
        BiFunction<Twofold.Builder, HibernateDatabase, Twofold.Builder> options) {
      database =
          TestDatabase.at(POSTGRES.url(), PictureEntity.class, ArtistEntity.class)
              .setting("hibernate.hbm2ddl.auto", "update")
              .open();
      EngineBuilder builder = new EngineBuilder().sample(() -> true);
      if (scheduler != null) {
        builder.scheduler(scheduler);
      }
      HibernateDatabase hibernate = HibernateDatabase.of(database.sessionFactory());
      builder
          .database(hibernate)
          .near(EhcacheTier.onHeap())
          .distributed(RedissonTier.at(REDIS.address()).build())
          .settings(
              TwofoldSettings.builder()
                  .distributedBudget(Duration.ofSeconds(5))
                  .warmup(policy)
                  .build())
          .register(new Pictures(), new Artists());
      database.reset();
      twofold = options.apply(builder, hibernate).build();
    }

    int statements() {
      return database.queries().count();
    }

    WarmupProgress progress(String plan) {
      return twofold.warmups().progress(plan);
    }

    WarmNode awaitDone(String plan) {
      await().until(() -> progress(plan).state() == WarmupState.DONE);
      return this;
    }

    String read(long first, long last) {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Pictures.class, ids(first, last));
        return Costs.of(scope, "Pictures") + ", " + Costs.of(scope);
      }
    }

    @Override
    public void close() {
      twofold.close();
      database.close();
    }
  }

  private static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private WarmNode node(
      @Nullable ManualScheduler scheduler,
      BiFunction<Twofold.Builder, HibernateDatabase, Twofold.Builder> options) {
    WarmNode node = new WarmNode(scheduler, options);
    nodes.add(node);
    return node;
  }

  private WarmNode node(BiFunction<Twofold.Builder, HibernateDatabase, Twofold.Builder> options) {
    return node(null, options);
  }

  private static Twofold.Builder planned(Twofold.Builder builder) {
    return builder.warmUp(WarmupPlan.of(PLAN, Pictures.class, ids(1, ROWS)));
  }

  @BeforeEach
  void fill() {
    REDIS.call("FLUSHALL");
    try (TestDatabase database =
        TestDatabase.at(POSTGRES.url(), PictureEntity.class, ArtistEntity.class)
            .setting("hibernate.hbm2ddl.auto", "create")
            .open()) {
      database
          .sessionFactory()
          .inTransaction(
              session -> {
                session
                    .createNativeMutationQuery(
                        "insert into Picture (id, title, artist)"
                            + " select n, 'title ' || n, n % 50 from generate_series(1, 1000) n")
                    .executeUpdate();
                session
                    .createNativeMutationQuery(
                        "insert into Artist (id, name)"
                            + " select n, 'name ' || n from generate_series(0, 49) n")
                    .executeUpdate();
              });
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(WarmNode::close);
  }

  @Test
  void plan_takesAStatementForEachBatch_andNoneOnTheNextNode() {
    WarmNode first = node((builder, database) -> planned(builder)).awaitDone(PLAN);
    assertThat(first.statements()).isEqualTo(10);
    assertThat(first.progress(PLAN).loaded()).isEqualTo(ROWS);
    assertThat(first.read(1, ROWS)).isEqualTo("asked=1000 near=1000, waves=1");

    WarmNode second = node((builder, database) -> planned(builder)).awaitDone(PLAN);
    assertThat(second.progress(PLAN).warm()).isEqualTo(ROWS);
    assertThat(second.read(1, ROWS)).isEqualTo("asked=1000 near=1000, waves=1");
    assertThat(second.statements()).isZero();
  }

  @Test
  void plan_ofAQuery_takesOneStatementMoreForEachBatch() {
    WarmNode node =
        node((builder, database) ->
                builder.warmUp(
                    WarmupPlan.of(
                        PLAN,
                        Pictures.class,
                        database.ids(PictureEntity.class, Long.class, "e.artist < 25"))))
            .awaitDone(PLAN);

    assertThat(node.progress(PLAN).total()).isEqualTo(500);
    assertThat(node.progress(PLAN).loaded()).isEqualTo(500);
    assertThat(node.statements()).as("one that counts").isEqualTo(1 + 5 + 5);
  }

  @Test
  void nodeThatDies_isContinuedByAnother_whereItWas() {
    ManualScheduler scheduler = new ManualScheduler();
    WarmNode first =
        node(
            scheduler,
            (builder, database) ->
                builder.warmUp(
                    WarmupPlan.of(PLAN, Pictures.class, ids(1, ROWS)).keysPerSecond(100)));
    await().until(() -> first.twofold.stats().listening());
    scheduler.advance(Duration.ofMillis(4_500));
    assertThat(first.statements()).isEqualTo(5);

    // The scheduler of the first does nothing any more, as that of a process that was killed.
    WarmNode second = node((builder, database) -> planned(builder)).awaitDone(PLAN);

    assertThat(second.statements()).isEqualTo(5);
    assertThat(second.progress(PLAN).done()).isEqualTo(ROWS);
    assertThat(second.read(501, ROWS)).isEqualTo("asked=500 near=500, waves=1");
    assertThat(second.read(1, 500)).startsWith("asked=500 distributed=500");
  }

  @Test
  void nodesAtOnce_loadEverythingOnceTogether() {
    policy = policy.andThen(warmup -> warmup.withKeysPerSecond(1_000))::apply;
    WarmNode first = node((builder, database) -> planned(builder));
    WarmNode second = node((builder, database) -> planned(builder));
    first.awaitDone(PLAN);
    second.awaitDone(PLAN);

    assertThat(List.of(first.statements(), second.statements())).containsExactlyInAnyOrder(10, 0);
    assertThat(first.progress(PLAN).loaded() + second.progress(PLAN).loaded()).isEqualTo(ROWS);
    assertThat(second.read(1, ROWS)).isEqualTo("asked=1000 near=1000, waves=1");
  }

  @Test
  void hotKeysOfTwoNodes_warmAThird_soThatItsFirstPageAsksNobody() {
    policy =
        warmup ->
            warmup
                .withKeysPerSecond(100_000)
                .withHotKeys(100)
                .withHotKeysInterval(Duration.ofSeconds(1));
    WarmNode first = node((builder, database) -> builder);
    WarmNode second = node((builder, database) -> builder);
    for (int request = 0; request < 5; request++) {
      first.read(1, 50);
      second.read(51, 100);
    }
    first.read(500, 600);
    await()
        .until(
            () ->
                first.twofold.warmups().stats().published() > 0
                    && second.twofold.warmups().stats().published() > 0);

    String plan = "hot keys of Pictures";
    WarmNode third = node((builder, database) -> builder).awaitDone(plan);

    assertThat(third.progress(plan).warm()).isEqualTo(100);
    assertThat(third.read(1, 100)).isEqualTo("asked=100 near=100, waves=1");
    assertThat(third.statements()).isZero();
  }

  @Test
  void related_isReadInOneStatement_beforeAnybodyAsks() {
    WarmNode node =
        node(
            (builder, database) ->
                builder.warmRelated(
                    RelatedWarmup.of(
                        Pictures.class,
                        Artists.class,
                        (Picture picture) -> List.of(picture.artist()))));
    node.read(1, 30);
    await().until(() -> node.twofold.warmups().stats().related() == 30);

    try (LoadScope scope = node.twofold.open()) {
      scope.findAll(Artists.class, ids(1, 30));
      assertThat(Costs.of(scope, "Artists")).isEqualTo("asked=30 near=30");
    }
    assertThat(node.statements()).isEqualTo(2);
  }
}
