package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** How full a server says it is. */
class MemoryUseIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private final AtomicLong now = new AtomicLong();
  private RedissonClient client;
  private MemoryUse memory;

  @BeforeEach
  void connect() {
    Config config = new Config();
    config.useSingleServer().setAddress(REDIS.address());
    client = Redisson.create(config);
    memory = new MemoryUse(client, new BoundedCalls(client), "app:#nodes", now::get);
  }

  @AfterEach
  void close() {
    limit("0");
    client.shutdown();
  }

  private static void limit(String bytes) {
    REDIS.call("CONFIG", "SET", "maxmemory-policy", "noeviction");
    REDIS.call("CONFIG", "SET", "maxmemory", bytes);
  }

  private double look() {
    memory.look(Deadline.after(TestNode.BUDGET));
    return memory.fullness();
  }

  @Test
  void withoutALimit_hasRoom() {
    assertThat(look()).isZero();
  }

  @Test
  void withALimit_isTheShareInUse() {
    limit("100mb");

    assertThat(look()).isBetween(0.005, 0.2);
  }

  @Test
  void aboveTheLimit_isFull() {
    limit("100kb");

    assertThat(look()).isEqualTo(1);
  }

  @Test
  void askedAgainSoon_isAsItWas() {
    look();
    limit("100kb");
    now.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
    assertThat(look()).isZero();

    now.addAndGet(1);

    assertThat(look()).isEqualTo(1);
  }

  @Test
  void serverThatDoesNotAnswer_isAsItWas() {
    limit("100kb");
    look();
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    REDIS.freeze();
    try {
      memory.look(Deadline.after(Duration.ofMillis(100)));
    } finally {
      REDIS.thaw();
    }

    assertThat(memory.fullness()).isEqualTo(1);
  }

  @Test
  void tier_tellsIt() {
    limit("100mb");
    try (TestNode node = TestNode.quiet(REDIS.address())) {
      assertThat(node.tier.fullness()).isBetween(0.005, 0.2);
    }
  }
}
