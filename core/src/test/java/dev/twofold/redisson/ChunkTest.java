package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.USERS;
import static dev.twofold.testing.TierKeys.group;
import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkTest {

  private static final EntryGroup ONE = group("OneLoader", USERS);
  private static final EntryGroup OTHER = group("OtherLoader", USERS);

  private static List<Chunk> chunks(List<TierKey> keys, boolean cluster) {
    return Chunk.of(keys.size(), keys::get, Layout.of("app", cluster));
  }

  @Test
  void entries_ofTwoGroups_areOneChunkInGroups() {
    List<Chunk> chunks = chunks(List.of(key(ONE, 1), key(OTHER, 2), key(ONE, 3)), false);

    assertThat(chunks).hasSize(1);
    assertThat(chunks.get(0).size()).isEqualTo(3);
    assertThat(chunks.get(0).groups()).extracting(Chunk.Group::group).containsExactly(ONE, OTHER);
    assertThat(chunks.get(0).groups().get(0).positions()).containsExactly(0, 2);
    assertThat(chunks.get(0).groups().get(1).positions()).containsExactly(1);
  }

  @Test
  void entries_moreThanTheLimit_areDividedWithinAGroup() {
    List<TierKey> keys =
        IntStream.range(0, Chunk.LIMIT + 20)
            .mapToObj(i -> key(i < Chunk.LIMIT - 10 ? ONE : OTHER, i))
            .toList();

    List<Chunk> chunks = chunks(keys, false);

    assertThat(chunks).extracting(Chunk::size).containsExactly(Chunk.LIMIT, 20);
    assertThat(chunks.get(0).groups().get(1).positions()).hasSize(10);
    assertThat(positions(chunks)).containsExactlyElementsOf(range(keys.size()));
  }

  @Test
  void entries_inACluster_areChunksByPartition() {
    List<TierKey> keys = IntStream.range(0, 1_000).mapToObj(i -> key(ONE, i)).toList();

    List<Chunk> chunks = chunks(keys, true);

    assertThat(chunks).extracting(Chunk::partition).isSorted().doesNotHaveDuplicates();
    assertThat(positions(chunks)).containsExactlyInAnyOrderElementsOf(range(keys.size()));
    Layout layout = Layout.of("app", true);
    for (Chunk chunk : chunks) {
      for (int position : chunk.groups().get(0).positions()) {
        assertThat(layout.partition(keys.get(position))).isEqualTo(chunk.partition());
      }
    }
  }

  @Test
  void nothing_isNoChunk() {
    assertThat(chunks(List.of(), false)).isEmpty();
  }

  private static List<Integer> positions(List<Chunk> chunks) {
    List<Integer> positions = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (Chunk.Group each : chunk.groups()) {
        IntStream.of(each.positions()).forEach(positions::add);
      }
    }
    return positions;
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
