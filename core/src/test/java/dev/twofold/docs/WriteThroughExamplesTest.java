package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import org.junit.jupiter.api.Test;

class WriteThroughExamplesTest {

  @Test
  void writeThrough() {
    // snippet: write-through
    RegionPolicy votes = RegionPolicy.DEFAULT.withWrites(WriteMode.THROUGH);
    // end
    assertThat(votes.writes()).isEqualTo(WriteMode.THROUGH);
    assertThat(RegionPolicy.DEFAULT.writes()).isEqualTo(WriteMode.INVALIDATE);
  }
}
