package dev.twofold.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Leaf encodings by class, collected family by family. */
final class Leaves {

  private static final Leaves ALL = collect();

  private final Map<Class<?>, Leaf<?>> byType = new HashMap<>();

  private Leaves() {}

  private static Leaves collect() {
    Leaves leaves = new Leaves();
    NumberLeaves.addTo(leaves);
    ArrayLeaves.addTo(leaves);
    TextLeaves.addTo(leaves);
    TimeLeaves.addTo(leaves);
    return leaves;
  }

  /** The encoding of a class, or null if it is no leaf. */
  static @Nullable Encoding<?> find(Class<?> type) {
    return ALL.byType.get(type);
  }

  /** Adds a class, under its simple name. */
  <T> Leaves add(Class<T> type, BiConsumer<ByteSink, T> writer, Function<ByteSource, T> reader) {
    byType.put(type, new Leaf<>(type.getSimpleName(), writer, reader));
    return this;
  }
}
