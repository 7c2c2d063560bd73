package dev.twofold.codec;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.UndecodableException;
import dev.twofold.shape.ResolvedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The codec that is derived from a type: its encoding, and what surrounds it. */
final class BinaryCodec<V> implements ValueCodec<V> {

  /** Raised when the layout of any type changes: the bytes of before are no longer asked for. */
  private static final int LAYOUT = 1;

  /** A larger buffer is left to the garbage collector rather than kept for the next value. */
  private static final int LARGEST_KEPT_BUFFER = 64 * 1024;

  private final Encoding<V> encoding;
  private final String name;
  private final String schema;

  /**
   * The buffer that the next encoding takes; null while one has it. Not one per thread: a buffer
   * for each of thousands of virtual threads would cost more than it saves.
   */
  private final AtomicReference<@Nullable ByteSink> spare = new AtomicReference<>();

  private BinaryCodec(Encoding<V> encoding, String name) {
    this.encoding = encoding;
    this.name = name;
    this.schema = new SchemaText().append("layout " + LAYOUT + ": ").append(encoding).toString();
  }

  static <V> ValueCodec<V> of(Type type) {
    requireNonNull(type, "type");
    return of(ResolvedType.of(type, "value type " + type.getTypeName()));
  }

  static <E> ValueCodec<List<E>> ofList(Type elements) {
    requireNonNull(elements, "elements");
    ResolvedType element = ResolvedType.of(elements, "value type " + elements.getTypeName());
    return of(ResolvedType.of(List.class, element));
  }

  static ValueCodec<List<@Nullable Object>> ofTuple(Map<String, Type> elements) {
    return new BinaryCodec<>(tuple(elements), "tuple");
  }

  static ValueCodec<List<List<@Nullable Object>>> ofTuples(Map<String, Type> elements) {
    Encoding<List<List<@Nullable Object>>> list = cast(new ListEncoding<>("List", tuple(elements)));
    return new BinaryCodec<>(list, "list of tuples");
  }

  private static TupleEncoding tuple(Map<String, Type> elements) {
    EncodingFactory factory = new EncodingFactory();
    Map<String, Encoding<Object>> encodings = new LinkedHashMap<>();
    elements.forEach(
        (name, type) ->
            encodings.put(name, cast(factory.create(ResolvedType.of(type, name), name))));
    return new TupleEncoding(encodings);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows the type
  private static <E> Encoding<E> cast(Encoding<?> encoding) {
    return (Encoding<E>) encoding;
  }

  @SuppressWarnings("unchecked") // the caller vouches for the type
  private static <V> ValueCodec<V> of(ResolvedType type) {
    Encoding<V> encoding = (Encoding<V>) new EncodingFactory().create(type, type.toString());
    return new BinaryCodec<>(encoding, type.toString());
  }

  @Override
  public byte[] encode(V value) {
    requireNonNull(value, "value");
    ByteSink taken = spare.getAndSet(null);
    ByteSink sink = taken == null ? new ByteSink() : taken;
    try {
      encoding.write(value, sink);
      return sink.toByteArray();
    } finally {
      if (sink.capacity() <= LARGEST_KEPT_BUFFER) {
        sink.reset();
        spare.set(sink);
      }
    }
  }

  @Override
  public V decode(byte[] bytes) {
    ByteSource source = new ByteSource(requireNonNull(bytes, "bytes"));
    try {
      V value = encoding.read(source);
      source.requireEnd();
      return value;
    } catch (UndecodableException e) {
      throw new UndecodableException("no " + name + ": " + e.getMessage(), e.getCause());
    } catch (RuntimeException e) {
      throw new UndecodableException(
          "no %s: a part that its type refuses, before byte %d".formatted(name, source.position()),
          e);
    }
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public String toString() {
    return "codec of " + name;
  }
}
