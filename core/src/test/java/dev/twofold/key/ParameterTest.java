package dev.twofold.key;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParameterTest {

  @Test
  void primitiveType_isRefusedBeforeAnyValueIs() {
    assertThatThrownBy(() -> Parameter.of("tenant", int.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the type of parameter 'tenant' is the primitive int; name its box");
  }

  @Test
  void nameWithOtherCharacters_isRefused() {
    assertThatThrownBy(() -> Parameter.of("the tenant", Integer.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a parameter's name has letters, digits, '.', '_' and '-' only, but was 'the tenant'");
  }
}
