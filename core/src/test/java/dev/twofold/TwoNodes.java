package dev.twofold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two nodes on one Redis and one PostgreSQL. Before each test, tables and tiers are as new. Use it
 * as an extension in a static field. Not thread-safe.
 */
final class TwoNodes implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {

  /** Application, loader, fingerprint, key. */
  private static final Pattern ENTRY = Pattern.compile("gazette:([^:]+):[0-9a-z]+:(.*)");

  final RedisServer redis = RedisServer.onFreePort();
  private final PostgresServer postgres = new PostgresServer();
  private Node a;
  private Node b;

  /** The node that writes. */
  Node a() {
    return requireNonNull(a, "the extension has not started it");
  }

  /** The other one. */
  Node b() {
    return requireNonNull(b, "the extension has not started it");
  }

  RedissonTier tier() {
    return RedissonTier.at(redis.address()).build();
  }

  String url() {
    return postgres.url();
  }

  Node open(TwofoldSettings settings) {
    return new Node(url(), tier(), settings, Gazette.loaders());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    redis.start();
    postgres.start();
    a = open(Node.SETTINGS);
    b = open(Node.SETTINGS);
    b.awaitListening(a);
    a.awaitListening(b);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    a().write(TwoNodes::fillAnew);
    clear();
    keys().forEach(key -> redis.call("DEL", key));
    b().awaitHeard(a());
    awaitFillable();
    // Else it begins to listen again within the test, and drops what it cannot trust.
    await().until(() -> a().twofold.stats().listening() && b().twofold.stats().listening());
    a().database.reset();
    b().database.reset();
  }

  /** As long as a new Redis is distrusted, strict regions are not filled. */
  private void awaitFillable() {
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              a().balance(100);
              return a().ask(scope -> scope.peek(Gazette.AccountLoader.class, 100L)).isPresent();
            });
  }

  private static void fillAnew(Session session) {
    session
        .createNativeMutationQuery(
            "truncate table story_label, remark, story, writer, label, account")
        .executeUpdate();
    Gazette.fill(session);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    a().close();
    b().close();
    postgres.close();
    redis.close();
  }

  /** Has both nodes read everything, so that Redis and both near tiers have it. */
  void warm() {
    a().loads();
    assertThat(b().loads()).as("loaded by b").isEmpty();
  }

  /** The entries in Redis as {@code loader:key}. */
  Set<String> entries() {
    Set<String> names = new TreeSet<>();
    for (String key : keys()) {
      Matcher name = ENTRY.matcher(key);
      assertThat(name.matches()).as(key).isTrue();
      names.add(Node.plain(name.group(1)) + ":" + name.group(2));
    }
    return names;
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (Object key : (Collection<?>) requireNonNull(redis.call("KEYS", "gazette:*"))) {
      if (!key.toString().contains("#")) {
        keys.add(key.toString());
      }
    }
    return keys;
  }

  /** How many entries of a key there are, whatever the shape of their values. */
  long variants(String loader, long id) {
    return keys().stream()
        .filter(key -> key.startsWith("gazette:" + loader + ":") && key.endsWith(":" + id))
        .count();
  }

  /** What is gone from Redis after something was done. */
  Set<String> gone(Runnable work) {
    Set<String> before = entries();
    work.run();
    before.removeAll(entries());
    return before;
  }

  /** Checks that both nodes answer everything as they do once nothing is cached any more. */
  void checkTruth() {
    String ofA = a().everything();
    String ofB = b().everything();
    clear();
    String truth = a().everything();
    assertThat(ofA).isEqualTo(truth);
    assertThat(ofB).isEqualTo(truth);
  }

  private void clear() {
    for (String region : List.of("default", "stories", "money")) {
      assertThat(a().twofold.invalidator().clearRegion(region)).isTrue();
    }
  }
}
