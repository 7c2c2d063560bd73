package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.AccountEntity;
import dev.twofold.Gazette.AccountLoader;
import dev.twofold.redisson.QuietTier;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Patience;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a hundred rows cost, counted by the servers: scripts of Redis and statements. */
class TripsIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static Node node(String application, Consistency consistency) {
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .application(application)
            .distributedBudget(Patience.LIMIT)
            .commitLimit(Duration.ofSeconds(1))
            .region("money", RegionPolicy.DEFAULT.withConsistency(consistency))
            .build();
    return new Node(POSTGRES.url(), QuietTier.at(REDIS.address()), settings, Gazette.loaders());
  }

  private static void reset(Node node) {
    REDIS.resetCounts();
    node.database.reset();
  }

  private static void assertCost(Node node, long scripts, int statements) {
    assertThat(REDIS.commandCounts().getOrDefault("evalsha", 0L)).isEqualTo(scripts);
    assertThat(node.database.queries().count()).isEqualTo(statements);
  }

  private static void read(Node node, long scripts, int statements) {
    reset(node);
    assertThat(node.accounts()).hasSize(100);
    assertCost(node, scripts, statements);
  }

  private static void write(Node node) {
    node.write(
        session -> {
          for (long id = 1; id <= 100; id++) {
            session.find(AccountEntity.class, id).balance++;
          }
        });
  }

  /** Has the accounts in the database, and everything of them known to be stale. */
  private static void fill(Node node) {
    node.write(
        session -> {
          session.createMutationQuery("delete from Account").executeUpdate();
          for (long id = 1; id <= 100; id++) {
            AccountEntity account = new AccountEntity();
            account.id = id;
            session.persist(account);
          }
        });
  }

  @Test
  void availableRegion_missesHitsAndNearHits_andACommit() {
    try (Node one = node("available", Consistency.AVAILABLE);
        Node other = node("available", Consistency.AVAILABLE)) {
      one.awaitListening(other);
      other.awaitListening(one);
      fill(one);
      other.awaitHeard(one);

      read(one, 2, 1);
      read(one, 0, 0);
      read(other, 1, 0);
      read(other, 0, 0);

      reset(one);
      write(one);
      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 1L);
      other.awaitHeard(one);
      read(other, 2, 1);
      read(one, 1, 0);
    }
  }

  @Test
  void strictRegion_hitsAreAlwaysOneTrip_andACommitIsTwo() {
    try (Node one = node("strict", Consistency.STRICT)) {
      fill(one);
      await().until(() -> one.ask(scope -> isFilled(scope)));
      one.accounts();
      read(one, 1, 0);
      read(one, 1, 0);

      reset(one);
      write(one);
      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 2L);
      read(one, 2, 1);
    }
  }

  /** A new Redis is distrusted for as long as a commit may take. */
  private static boolean isFilled(LoadScope scope) {
    scope.require(AccountLoader.class, 1L);
    return scope.stats().loader("AccountLoader").distributed() == 1;
  }
}
