package dev.twofold.faults;

import dev.twofold.testing.RecordingLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Loads {@code 1 -> fact 1}, and so on up to a count. */
final class Facts extends RecordingLoader<Long, String> {

  Facts(int count) {
    super(
        LongStream.rangeClosed(1, count)
            .boxed()
            .collect(Collectors.toMap(Function.identity(), id -> "fact " + id)));
  }
}
