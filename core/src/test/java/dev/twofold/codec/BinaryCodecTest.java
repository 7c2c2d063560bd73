package dev.twofold.codec;

import dev.twofold.codec.Samples.Everything;
import dev.twofold.testing.ValueCodecContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The derived codec keeps the contract, for values with every type in them and for small ones. */
class BinaryCodecTest {

  @Nested
  class OfRecord extends ValueCodecContract<Everything> {
    @Override
    protected ValueCodec<Everything> codec() {
      return ValueCodec.of(Everything.class);
    }

    @Override
    protected List<Everything> samples() {
      Everything full = Samples.everything();
      return List.of(
          full,
          new Everything(null, null, null, null, null, null),
          new Everything(full.numbers(), null, full.texts(), null, null, full.tree()));
    }
  }

  @Nested
  class OfString extends ValueCodecContract<String> {
    @Override
    protected ValueCodec<String> codec() {
      return ValueCodec.of(String.class);
    }

    @Override
    protected List<String> samples() {
      return List.of("", "ada", "zoë 😀", "\uD83D", "a\uDE00\uD83Db", "\uFFFD", "x".repeat(500));
    }
  }

  @Nested
  class OfIdList extends ValueCodecContract<List<Long>> {
    @Override
    protected ValueCodec<List<Long>> codec() {
      return ValueCodec.ofList(Long.class);
    }

    @Override
    protected List<List<Long>> samples() {
      return List.of(List.of(), List.of(1L, -1L, Long.MAX_VALUE), List.of(3L, 3L));
    }
  }
}
