package dev.twofold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.redisson.QuietTier;
import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.testing.RedisServer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

/** Compressed entries in a real Redis, and what becomes of those that somebody has altered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressionIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final List<Long> KEYS = LongStream.rangeClosed(1, 100).boxed().toList();

  /** Where a payload begins, behind the header of an entry without tags. */
  private static final int PAYLOAD = 70;

  private static final int SIZE = PAYLOAD + 5;

  private RedissonClient client;

  private static final class Articles extends RecordingLoader<Long, String> {
    Articles() {
      super(KEYS.stream().collect(Collectors.toConcurrentMap(Function.identity(), Articles::text)));
    }

    static String text(long key) {
      return LongStream.range(0, 300)
          .mapToObj(word -> "word" + (word * key) % 97)
          .collect(Collectors.joining(" "));
    }
  }

  @BeforeAll
  void connect() {
    Config config = new Config();
    config.useSingleServer().setAddress(REDIS.address());
    client = Redisson.create(config);
  }

  @AfterAll
  void disconnect() {
    client.shutdown();
  }

  @BeforeEach
  void flush() {
    REDIS.flush();
  }

  private static Twofold engine(CompressionCodec codec) {
    RegionPolicy policy = RegionPolicy.DEFAULT.withCompression(new CompressionPolicy(codec, 1_024));
    return Twofold.builder()
        .distributed(QuietTier.at(REDIS.address()))
        .settings(
            TwofoldSettings.builder()
                .application("press")
                .distributedBudget(Patience.LIMIT)
                .region("default", policy)
                .build())
        .register(new Articles())
        .build();
  }

  private static LoadScope read(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(Articles.class, KEYS).inOrder())
          .isEqualTo(KEYS.stream().map(Articles::text).toList());
      return scope;
    }
  }

  private static String cost(Twofold twofold) {
    return Costs.of(read(twofold), "Articles");
  }

  private static List<String> names() {
    return ((List<?>) requireNonNull(REDIS.call("KEYS", "press:Articles:*")))
        .stream().map(Object::toString).sorted().toList();
  }

  private static long storedBytes() {
    return names().stream()
        .mapToLong(name -> (Long) requireNonNull(REDIS.call("STRLEN", name)))
        .sum();
  }

  @ParameterizedTest
  @EnumSource(names = {"LZ4", "ZSTD"})
  void hundredValues_oneTripEach_andLessInRedis(CompressionCodec codec) {
    long plain;
    try (Twofold twofold = engine(CompressionCodec.NONE)) {
      read(twofold);
      plain = storedBytes();
    }
    REDIS.flush();
    try (Twofold twofold = engine(codec)) {
      LoadScope filling = read(twofold);
      assertThat(filling.stats().distributedTrips()).isEqualTo(2);
      assertThat(filling.stats().total().compression().compressed()).isEqualTo(100);
      assertThat(storedBytes())
          .isLessThan(plain / 2)
          .isEqualTo(filling.stats().total().compression().bytesAfter() + 100L * PAYLOAD);

      LoadScope reading = read(twofold);
      assertThat(Costs.of(reading, "Articles")).isEqualTo("asked=100 distributed=100");
      assertThat(reading.stats().distributedTrips()).isEqualTo(1);
      assertThat(reading.stats().total().compression().decompressed()).isEqualTo(100);
    }
  }

  @Test
  void settingThatIsChanged_leavesEntriesReadable() {
    try (Twofold before = engine(CompressionCodec.NONE);
        Twofold after = engine(CompressionCodec.ZSTD);
        Twofold later = engine(CompressionCodec.LZ4)) {
      read(before);
      assertThat(cost(after)).isEqualTo("asked=100 distributed=100");
      REDIS.flush();
      read(after);
      assertThat(cost(later)).isEqualTo("asked=100 distributed=100");
      assertThat(cost(before)).isEqualTo("asked=100 distributed=100");
    }
  }

  private void alter(String name, UnaryOperator<byte[]> change) {
    RBucket<byte[]> bucket = client.getBucket(name, ByteArrayCodec.INSTANCE);
    bucket.setAndKeepTTL(change.apply(bucket.get()));
  }

  /** Whoever can write to Redis can write anything. */
  @ParameterizedTest
  @EnumSource(names = {"LZ4", "ZSTD"})
  void alteredEntries_areUndecodable_andLoadedOnce(CompressionCodec codec) {
    try (Twofold twofold = engine(codec)) {
      read(twofold);
      List<String> names = names();
      alter(names.get(0), bytes -> Arrays.copyOf(bytes, bytes.length - 1));
      alter(names.get(1), bytes -> Arrays.copyOf(bytes, SIZE + 2));
      alter(names.get(2), bytes -> announcing(bytes, Integer.MAX_VALUE));
      alter(names.get(3), bytes -> announcing(bytes, -1));
      alter(names.get(4), bytes -> announcing(bytes, 100));

      assertThat(cost(twofold))
          .isEqualTo("asked=100 distributed=95 database=5 batches=1 fills=5 undecodable=5");
      assertThat(cost(twofold)).isEqualTo("asked=100 distributed=100");
    }
  }

  private static byte[] announcing(byte[] bytes, int size) {
    ByteBuffer.wrap(bytes).putInt(SIZE, size);
    return bytes;
  }
}
