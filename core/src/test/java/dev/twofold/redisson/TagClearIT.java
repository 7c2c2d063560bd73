package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.USERS;
import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tags cost: a clear is one trip whatever there is, and a hit needs no trip for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TagClearIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final int ENTRIES = 20_000;

  private TestNode node;

  @BeforeAll
  void connect() {
    node = TestNode.quiet(REDIS.address());
  }

  @BeforeEach
  void flush() {
    REDIS.flush();
    node.claim(key("control record"));
  }

  @AfterAll
  void close() {
    node.close();
  }

  private static List<TierKey> keys(String loader, int number) {
    return IntStream.range(0, number)
        .mapToObj(id -> key(TierKeys.group(loader, USERS), id))
        .toList();
  }

  private static Invalidation tag(String tag) {
    return new Invalidation(Set.of(), Set.of(), Set.of(), Set.of(tag));
  }

  @Test
  void clear_ofManyEntries_isOneScriptThatTouchesNone() {
    List<TierKey> red = keys("RedLoader", ENTRIES);
    List<TierKey> blue = keys("BlueLoader", 100);
    node.put(red, "red");
    node.put(blue, "blue");
    REDIS.resetCounts();

    node.tier.invalidate(tag("red"), TestNode.BUDGET);

    assertThat(REDIS.commandCounts())
        .containsEntry("evalsha", 1L)
        .containsEntry("publish", 1L)
        .doesNotContainKeys("unlink", "del", "scan", "keys");
    assertThat(node.claim(red)).hasOnlyElementsOfType(Lookup.Granted.class);
    assertThat(node.claim(blue)).hasOnlyElementsOfType(Lookup.Hit.class);
  }

  /** However often: reading first would need a script for the tags. */
  @Test
  void hits_areOneTripEach() {
    List<TierKey> keys = keys("TaggedLoader", 100);
    node.put(keys, "red", "green");
    for (int i = 0; i < 50; i++) {
      REDIS.resetCounts();

      assertThat(node.claim(keys)).hasOnlyElementsOfType(Lookup.Hit.class);

      assertThat(REDIS.commandCounts())
          .isEqualTo(Map.of("evalsha", 1L, "time", 1L, "hmget", 2L, "mget", 1L, "hget", 200L));
    }
  }
}
