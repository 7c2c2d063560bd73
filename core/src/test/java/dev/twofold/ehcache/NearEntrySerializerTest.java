package dev.twofold.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.tier.near.NearEntry;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NearEntrySerializerTest {

  private final NearEntrySerializer serializer = new NearEntrySerializer();

  static NearEntry[] entries() {
    return new NearEntry[] {
      entry(null, 0, 0),
      entry(new byte[0], 1, -1),
      entry(new byte[] {1, 2, 3}, Long.MIN_VALUE, Long.MAX_VALUE),
      entry(new byte[] {0}, -1, 5, "tag"),
      entry(null, 3, 4, "", "größe", "\uD83D\uDE00", "a".repeat(70_000)),
    };
  }

  private static NearEntry entry(
      byte @Nullable [] payload, long vintage, long deadline, String... tags) {
    return new NearEntry(null, payload, vintage, deadline, Set.of(tags))
        .at((int) vintage + 3, tags.length - 7);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void read_serialized_isEqual(NearEntry entry) {
    assertSame(serializer.read(serializer.serialize(entry)), entry);
    assertThat(serializer.equals(entry, serializer.serialize(entry))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void read_fromTheMiddleOfOffHeapMemory_isEqual(NearEntry entry) {
    ByteBuffer serialized = serializer.serialize(entry);
    ByteBuffer memory = ByteBuffer.allocateDirect(serialized.remaining() + 5);
    memory.position(3).put(serialized).flip().position(3);

    assertSame(serializer.read(memory.asReadOnlyBuffer()), entry);
  }

  private static void assertSame(NearEntry read, NearEntry expected) {
    assertThat(read.form()).isNull();
    assertThat(read.payload()).isEqualTo(expected.payload());
    assertThat(read.vintage()).isEqualTo(expected.vintage());
    assertThat(read.deadline()).isEqualTo(expected.deadline());
    assertThat(read.mark()).isEqualTo(expected.mark());
    assertThat(read.partition()).isEqualTo(expected.partition());
    assertThat(read.tags()).isEqualTo(expected.tags());
  }
}
