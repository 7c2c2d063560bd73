package dev.twofold.internal.computation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.UndecodableException;
import dev.twofold.testing.ValueCodecContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultCodecTest extends ValueCodecContract<Result<String>> {

  @Override
  protected ValueCodec<Result<String>> codec() {
    return new ResultCodec<>(ValueCodec.of(String.class));
  }

  @Override
  protected List<Result<String>> samples() {
    return List.of(
        new Result<>("", false), new Result<>("thumbnail", false), new Result<>("broken", true));
  }

  @Test
  void schema_isNotThatOfTheValue() {
    assertThat(codec().schema()).isNotEqualTo(ValueCodec.of(String.class).schema());
  }

  @Test
  void decode_ofAnotherFirstByte_isRefused() {
    byte[] bytes = codec().encode(new Result<>("thumbnail", true));
    bytes[0] = 2;

    assertThatThrownBy(() -> codec().decode(bytes)).isInstanceOf(UndecodableException.class);
  }
}
