package dev.twofold;

import dev.twofold.testing.RecordingLoader;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Loaders that many tests ask. */
final class Loaders {

  private Loaders() {}

  /** {@code 1 -> name 1}, and so on up to a count. */
  static final class Names extends RecordingLoader<Long, String> {
    Names(int count) {
      super(numbered("name", count));
    }
  }

  /** {@code 1 -> title 1}, and so on up to a count. */
  static final class Titles extends RecordingLoader<Long, String> {
    Titles(int count) {
      super(numbered("title", count));
    }
  }

  /** Keys that the database compares without regard to case; answers in its own spelling. */
  static final class Tags extends RecordingLoader<String, Integer> {
    Tags(Map<String, Integer> data) {
      super(new ConcurrentHashMap<>(data));
    }

    @Override
    public String normalize(String key) {
      return key.toLowerCase(Locale.ROOT);
    }
  }

  private static Map<Long, String> numbered(String word, int count) {
    Map<Long, String> data = new ConcurrentHashMap<>();
    LongStream.rangeClosed(1, count).forEach(id -> data.put(id, word + " " + id));
    return data;
  }
}
