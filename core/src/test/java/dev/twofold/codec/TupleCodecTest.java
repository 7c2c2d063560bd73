package dev.twofold.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.UndecodableException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TupleCodecTest {

  private static final Map<String, Type> TYPES = types("id", Long.class, "name", String.class);
  private final ValueCodec<List<@Nullable Object>> codec = ValueCodec.ofTuple(TYPES);

  private static Map<String, Type> types(String first, Type one, String second, Type other) {
    Map<String, Type> types = new LinkedHashMap<>();
    types.put(first, one);
    types.put(second, other);
    return types;
  }

  @Test
  void tuple_comesBack_withItsNulls() {
    List<@Nullable Object> tuple = Arrays.asList(7L, null);
    assertThat(codec.decode(codec.encode(tuple))).isEqualTo(tuple).isUnmodifiable();
  }

  @Test
  void tuples_comeBackInTheirOrder() {
    ValueCodec<List<List<@Nullable Object>>> list = ValueCodec.ofTuples(TYPES);
    List<List<@Nullable Object>> tuples = List.of(List.of(2L, "b"), List.of(1L, "a"));
    assertThat(list.decode(list.encode(tuples))).isEqualTo(tuples);
  }

  @Test
  void schema_namesTheElements() {
    assertThat(codec.schema()).contains("id:").contains("name:");
    assertThat(ValueCodec.ofTuple(types("id", Long.class, "title", String.class)).schema())
        .isNotEqualTo(codec.schema());
  }

  @Test
  void anotherLength_isRefused() {
    assertThatThrownBy(() -> codec.encode(List.of(1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tuple of 2 elements has 1");
    assertThatThrownBy(() -> codec.decode(new byte[] {3, 0, 0, 0}))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("another number of elements");
  }

  @Test
  void typeThatCannotBeWritten_isRefused_namingTheElement() {
    assertThatThrownBy(() -> ValueCodec.ofTuple(types("id", Long.class, "any", Object.class)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("any: ");
  }
}
