package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.AccountEntity;
import dev.twofold.Gazette.AccountLoader;
import dev.twofold.settings.StrictWrites;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.EngineStats;
import dev.twofold.tier.DistributedTier;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commits of a strict region: from the commit on, nobody reads the old value. */
class StrictIT {

  @RegisterExtension static final TwoNodes NODES = new TwoNodes();

  private static void setBalance(Node node, int balance) {
    node.write(session -> session.find(AccountEntity.class, 1L).balance = balance);
  }

  private static boolean isKept(Node node) {
    return node.ask(scope -> scope.peek(AccountLoader.class, 1L)).isPresent();
  }

  /** A tier that passes on all calls but some, which seem to succeed. */
  private static DistributedTier deafTo(Set<String> calls, DistributedTier tier) {
    return wrapped(
        tier,
        (proxy, method, arguments) ->
            calls.contains(method.getName()) ? null : invoke(tier, method, arguments));
  }

  private static DistributedTier wrapped(DistributedTier tier, InvocationHandler handler) {
    return (DistributedTier)
        Proxy.newProxyInstance(
            tier.getClass().getClassLoader(), new Class<?>[] {DistributedTier.class}, handler);
  }

  private static Object invoke(
      DistributedTier tier, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(tier, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void commit_isTwoTrips_andBothNodesReadTheNewValueAtOnce() {
    NODES.warm();
    EngineStats before = NODES.a().twofold.stats();
    setBalance(NODES.a(), 50);
    assertThat(NODES.b().balance(1)).isEqualTo(50);
    assertThat(NODES.a().balance(1)).isEqualTo(50);
    EngineStats after = NODES.a().twofold.stats();
    assertThat(after.brackets() - before.brackets()).isEqualTo(1);
    assertThat(after.invalidations() - before.invalidations()).isEqualTo(1);
  }

  @Test
  void betweenAnnouncementAndCommit_nothingIsFilled() {
    NODES.warm();
    List<Integer> seen = new ArrayList<>();
    DistributedTier redis = NODES.tier();
    DistributedTier watched =
        wrapped(
            redis,
            (proxy, method, arguments) -> {
              Object answer = invoke(redis, method, arguments);
              if (method.getName().equals("begin")) {
                seen.add(NODES.b().balance(1));
                assertThat(NODES.entries()).doesNotContain("AccountLoader:1");
              }
              return answer;
            });
    try (Node writer = new Node(NODES.url(), watched, Node.SETTINGS, Gazette.loaders())) {
      setBalance(writer, 50);
      assertThat(seen).containsExactly(100);
      assertThat(NODES.b().balance(1)).isEqualTo(50);
      assertThat(isKept(NODES.b())).isTrue();
    }
  }

  @Test
  void writerThatDiesAfterTheCommit_othersReadTheDatabaseUntilItsBracketEnds() {
    NODES.warm();
    DistributedTier dying = deafTo(Set.of("end", "invalidate"), NODES.tier());
    try (Node writer = new Node(NODES.url(), dying, Node.SETTINGS, Gazette.loaders())) {
      setBalance(writer, 50);
      NODES.b().database.reset();
      assertThat(NODES.b().balance(1)).isEqualTo(50);
      assertThat(NODES.b().balance(1)).isEqualTo(50);
      assertThat(NODES.b().database.queries().count()).isEqualTo(2);
      assertThat(isKept(NODES.b())).isFalse();
      await()
          .until(
              () -> {
                assertThat(NODES.b().balance(1)).isEqualTo(50);
                return isKept(NODES.b());
              });
    }
    assertThat(NODES.b().balance(1)).isEqualTo(50);
  }

  @Test
  void rollback_reopensAtOnce() {
    NODES.warm();
    assertThatThrownBy(
            () ->
                NODES
                    .a()
                    .write(
                        session -> {
                          session.find(AccountEntity.class, 1L).balance = 50;
                          session.flush();
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(NODES.b().balance(1)).isEqualTo(100);
    assertThat(isKept(NODES.b())).isTrue();
  }

  private static TwofoldSettings impatient(StrictWrites strictWrites) {
    return TwofoldSettings.builder()
        .application("gazette")
        .distributedBudget(Duration.ofMillis(300))
        .commitLimit(Duration.ofSeconds(1))
        .strictWrites(strictWrites)
        .region("money", Node.SETTINGS.region("money"))
        .build();
  }

  @Test
  void redisThatHangs_failsTheWriteBeforeItsCommit() {
    try (Node writer = NODES.open(impatient(StrictWrites.REFUSE))) {
      setBalance(writer, 100);
      NODES.redis.freeze();
      try {
        assertThatThrownBy(() -> setBalance(writer, 50))
            .hasStackTraceContaining("a commit that makes 1 entries");
      } finally {
        NODES.redis.thaw();
      }
      assertThat(
              writer
                  .sessions()
                  .<Integer>fromSession(session -> session.find(AccountEntity.class, 1L).balance))
          .isEqualTo(100);
    }
  }

  @Test
  void bulkStatement_bracketsTheLoader() {
    NODES.warm();
    EngineStats before = NODES.a().twofold.stats();
    NODES
        .a()
        .write(
            session ->
                session.createMutationQuery("update Account a set a.balance = 7").executeUpdate());
    assertThat(NODES.b().balance(1)).isEqualTo(7);
    assertThat(NODES.b().accounts()).allMatch(account -> account.balance() == 7);
    assertThat(NODES.a().twofold.stats().brackets() - before.brackets()).isEqualTo(1);
  }
}
