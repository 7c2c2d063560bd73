package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.util.Throwables.getStackTrace;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RecordingTierListener;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Claim;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.NameMapper;
import org.slf4j.LoggerFactory;

/** Whose client it is, how it is let in, and what is left of it. */
final class RedissonTierClientIT {

  private static final String PASSWORD = "p@ss/w0rd%";

  @RegisterExtension
  static final RedisServer REDIS = RedisServer.onFreePort().withPassword(PASSWORD);

  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final List<TierKey> KEYS = List.of(TierKeys.key("a"));

  private static final Invalidation STALE = Invalidation.ofKeys(Set.of(KEYS.get(0).stale()));

  private static RedissonTier started(RedissonTier tier) {
    tier.start(TestNode.USE, new RecordingTierListener());
    return tier;
  }

  private static RedissonClient clientOfApplication() {
    Config config = new Config().setPassword(PASSWORD);
    config.useSingleServer().setAddress(REDIS.address());
    return Redisson.create(config);
  }

  @Nested
  class Credentials {

    @Test
    void password_right_letsIn() {
      try (RedissonTier tier =
          started(RedissonTier.at(REDIS.address()).password(PASSWORD).build())) {
        assertThat(tier.getAll(KEYS, Claim.NONE, BUDGET)).containsExactly(Lookup.miss());
      }
    }

    @Test
    void password_inTheAddress_letsIn() {
      String address = "redis://default:p%40ss%2Fw0rd%25@127.0.0.1:" + REDIS.port() + "/1";
      try (RedissonTier tier = started(RedissonTier.at(address).build())) {
        assertThat(tier.getAll(KEYS, Claim.NONE, BUDGET)).containsExactly(Lookup.miss());
      }
    }

    @Test
    void password_missing_throwsTierException() {
      try (RedissonTier tier = started(RedissonTier.at(REDIS.address()).build())) {
        assertThatThrownBy(() -> tier.getAll(KEYS, Claim.NONE, BUDGET))
            .isInstanceOf(TierException.class);
      }
    }

    @Test
    void password_wrong_isInNoMessageStackTraceOrLog() {
      Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      Level level = root.getLevel();
      ListAppender<ILoggingEvent> log = new ListAppender<>();
      log.start();
      root.addAppender(log);
      root.setLevel(Level.INFO);
      try (RedissonTier tier =
          started(
              RedissonTier.at(REDIS.address())
                  .username("ada")
                  .password("not-the-secret")
                  .build())) {
        Throwable thrown = catchThrowable(() -> tier.getAll(KEYS, Claim.NONE, BUDGET));

        assertThat(thrown).isInstanceOf(TierException.class);
        assertThat(getStackTrace(thrown)).doesNotContain("not-the-secret");
        assertThat(tier.toString()).doesNotContain("not-the-secret");
      } finally {
        root.setLevel(level);
        root.detachAppender(log);
      }
      assertThat(log.list)
          .noneSatisfy(
              event ->
                  assertThat(event.getFormattedMessage() + event.getThrowableProxy())
                      .contains("not-the-secret"));
    }
  }

  @Nested
  class Clients {

    private static final List<TierKey> THREE =
        List.of(TierKeys.key(1), TierKeys.key(2), TierKeys.key(3));

    /** As tracing or a framework does: not Redisson's class any more. */
    private static RedissonClient wrapped(RedissonClient client) {
      return (RedissonClient)
          Proxy.newProxyInstance(
              RedissonClient.class.getClassLoader(),
              new Class<?>[] {RedissonClient.class},
              (proxy, method, arguments) -> method.invoke(client, arguments));
    }

    private static void readsFirst(RedissonClient client, Map<String, Long> commands) {
      REDIS.flush();
      try (TestNode node = new TestNode(RedissonTier.of(client), TestNode.QUIET, TestNode.USE)) {
        node.awaitListening().put(THREE);
        for (int i = 0; i < 20; i++) {
          node.claim(THREE);
        }
        REDIS.resetCounts();

        assertThat(node.claim(THREE)).hasOnlyElementsOfType(Lookup.Hit.class);

        assertThat(REDIS.commandCounts()).containsAllEntriesOf(commands);
      } finally {
        client.shutdown();
      }
    }

    @Test
    void getAll_clientOfRedisson_isOneMultiGet() {
      readsFirst(clientOfApplication(), Map.of("mget", 1L, "evalsha", 1L));
    }

    @Test
    void getAll_clientThatIsWrapped_readsOneByOne() {
      readsFirst(wrapped(clientOfApplication()), Map.of("get", 3L, "evalsha", 1L));
    }

    @Test
    void getAll_clientThatMapsNames_readsWhatItPut() {
      Config config = new Config().setPassword(PASSWORD).setNameMapper(new Prefix());
      config.useSingleServer().setAddress(REDIS.address());

      readsFirst(Redisson.create(config), Map.of("mget", 1L, "evalsha", 1L));

      assertThat(REDIS.call("EXISTS", "prefix:" + THREE.get(0).text())).isEqualTo(1L);
      assertThat(REDIS.call("EXISTS", THREE.get(0).text())).isEqualTo(0L);
    }

    private static final class Prefix implements NameMapper {

      @Override
      public String map(String name) {
        return "prefix:" + name;
      }

      @Override
      public String unmap(String name) {
        return name.substring("prefix:".length());
      }
    }
  }

  @Nested
  class Close {

    @Test
    void close_clientOfTheApplication_staysOpen() {
      RedissonClient client = clientOfApplication();
      try {
        RedissonTier tier = started(RedissonTier.of(client));
        assertThat(tier).hasToString("RedissonTier[client of the application]");
        tier.close();

        assertThat(client.isShutdown()).isFalse();
        assertThat(client.getBucket("a").isExists()).isFalse();
        assertThatThrownBy(() -> tier.getAll(KEYS, Claim.NONE, BUDGET))
            .isInstanceOf(TierException.class)
            .hasMessage("The Redis tier is closed; it got a multi-get of 1 key");
      } finally {
        client.shutdown();
      }
    }

    @Test
    void getAll_applicationShutItsClientDown_throwsTierException() {
      RedissonClient client = clientOfApplication();
      RedissonTier tier = started(RedissonTier.of(client));
      client.shutdown();

      assertThatThrownBy(() -> tier.getAll(KEYS, Claim.NONE, BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(() -> tier.invalidate(STALE, BUDGET)).isInstanceOf(TierException.class);
    }

    @Test
    void close_ownClient_leavesNoThreadBehind() {
      Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
      RedissonTier tier = started(RedissonTier.at(REDIS.address()).password(PASSWORD).build());
      tier.getAll(KEYS, Claim.NONE, BUDGET);
      assertThat(threadsSince(before)).isNotEmpty();

      tier.close();

      await().untilAsserted(() -> assertThat(threadsSince(before)).isEmpty());
    }

    @Test
    void close_ownClientThatNeverConnected_leavesNoThreadBehind() {
      Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

      started(RedissonTier.at(REDIS.address()).build()).close();

      await().untilAsserted(() -> assertThat(threadsSince(before)).isEmpty());
    }

    /** Only those of the client: the platform and the test tools start some when they like. */
    private static List<String> threadsSince(Set<Thread> before) {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> !before.contains(thread))
          .map(Thread::getName)
          .filter(name -> name.contains("redis"))
          .toList();
    }
  }
}
