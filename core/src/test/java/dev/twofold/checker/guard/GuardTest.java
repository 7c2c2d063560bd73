package dev.twofold.checker.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guard that has moved must be found again, or the check would prove nothing. */
class GuardTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void guard_isWhereItWas(Guard guard) throws IOException {
    guard.breakIn(directory);
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
    }
  }

  @Test
  void partThatAScriptDoesNotHave_isRefused() {
    assertThatThrownBy(() -> new ScriptPatch("fill", "no such thing", "").writeTo(directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the script fill does not have exactly once: no such thing");
  }

  @Test
  void methodThatAClassDoesNotHave_isRefused() {
    assertThatThrownBy(
            () ->
                new ClassPatch("redisson.Tokens", "previous", Advices.Nothing.class)
                    .writeTo(directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("redisson.Tokens has no method previous");
  }
}
