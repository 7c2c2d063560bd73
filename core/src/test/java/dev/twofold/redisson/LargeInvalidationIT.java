package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invalidations of many keys at once. */
final class LargeInvalidationIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @BeforeEach
  void flush() {
    REDIS.flush();
  }

  private static Invalidation stale(List<TierKey> keys) {
    return Invalidation.ofKeys(keys.stream().map(TierKey::stale).collect(Collectors.toSet()));
  }

  private static List<TierKey> keys(int number) {
    return IntStream.range(0, number).mapToObj(TierKeys::key).toList();
  }

  @Test
  void bracketOfThousands_isManyBoundedScripts() {
    try (TestNode node = TestNode.quiet(REDIS.address())) {
      node.put(List.of(key(1), key(11_999)));
      Invalidation stale = stale(keys(12_000));
      REDIS.resetCounts();

      Bracket bracket = node.tier.begin(stale, TestNode.HOUR, PATIENCE);
      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 24L);
      assertThat(node.claim(key(11_999))).isEqualTo(new Lookup.Barred());

      assertThat((Long) REDIS.call("MEMORY", "USAGE", "app:#control", "SAMPLES", "0"))
          .isLessThan(12_000 * 300L);

      node.tier.end(bracket, Invalidation.NOTHING, PATIENCE);
      assertThat(node.claim(key(11_999))).isInstanceOf(Lookup.Granted.class);
    }
  }

  @Test
  void brokenControlRecord_failsNothing() {
    try (TestNode node = TestNode.quiet(REDIS.address());
        TestNode other = TestNode.quiet(REDIS.address())) {
      node.put(List.of(key(1)));
      REDIS.call("HSET", "app:#control", "names", "garbage");
      REDIS.call("HSET", "app:#control", "vs:" + key(1).group().loader(), "garbage");

      assertThatCode(() -> node.tier.invalidate(stale(keys(1)), TestNode.BUDGET))
          .doesNotThrowAnyException();
      assertThat(other.claim(key(1))).isInstanceOf(Lookup.Granted.class);
      assertThat(other.listener.missed()).contains(0);
    }
  }
}
