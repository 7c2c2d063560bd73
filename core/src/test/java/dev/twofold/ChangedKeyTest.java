package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.error.LoadException;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose hash codes change while they are loaded: the application's fault, told as such. */
class ChangedKeyTest {

  private static final class Code {
    private String text;

    Code(int number) {
      text = number + " ";
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Code code && code.text.equals(text);
    }
  }

  private static final class Trimming extends BatchLoader<Code, String> {
    @Override
    public Map<Code, String> loadAll(Set<Code> keys, LoadContext context) {
      Code first = keys.iterator().next();
      first.text = first.text.trim();
      Map<Code, String> found = new HashMap<>();
      keys.forEach(key -> found.put(key, key.text));
      return found;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20})
  void findAll_oneKeyChanges_failsItAndNoOther(int count) {
    List<Code> codes = IntStream.range(0, count).mapToObj(Code::new).toList();
    try (Twofold twofold = Twofold.builder().register(new Trimming()).build();
        LoadScope scope = twofold.open()) {
      Loaded<Code, String> loaded = scope.findAll(Trimming.class, codes);

      assertThat(loaded.failed()).containsOnlyKeys(codes.get(0));
      assertThat(loaded.failed().get(codes.get(0))).isInstanceOf(LoadException.class);
      assertThat(loaded.found()).hasSize(count - 1);
    }
  }
}
