package dev.twofold.codec;

import dev.twofold.error.ConfigurationException;
import dev.twofold.shape.RecordPart;
import dev.twofold.shape.RecordShape;
import dev.twofold.shape.ResolvedType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Derives encodings from types. Serves one type, then is thrown away. */
final class EncodingFactory {

  /** A generic type that contains itself with ever larger arguments would never end. */
  private static final int DEEPEST_TYPE = 100;

  private final Map<ResolvedType, Encoding<?>> known = new HashMap<>();
  private int depth;

  Encoding<?> create(ResolvedType type, String place) {
    Class<?> raw = type.raw();
    Encoding<?> leaf = Leaves.find(raw);
    if (leaf != null) {
      return leaf;
    }
    if (raw.isEnum()) {
      return new EnumEncoding(type.name(), enumClass(raw));
    }
    if (raw.isRecord()) {
      return once(type, place, () -> record(type, place));
    }
    if (raw.isSealed() && raw.isInterface()) {
      return once(type, place, () -> sealedInterface(type, place));
    }
    return container(type, place);
  }

  @SuppressWarnings("unchecked") // isEnum said so
  private static Class<? extends Enum<?>> enumClass(Class<?> raw) {
    return (Class<? extends Enum<?>>) raw;
  }

  private Encoding<?> container(ResolvedType type, String place) {
    Class<?> raw = type.raw();
    if (raw == Optional.class) {
      return new OptionalEncoding<>(argument(type, 0, place, "?"));
    }
    if (raw == List.class || raw == Collection.class) {
      return new ListEncoding<>(raw.getSimpleName(), argument(type, 0, place, "[]"));
    }
    if (raw == Set.class) {
      return new SetEncoding<>(argument(type, 0, place, "[]"));
    }
    if (raw == Map.class) {
      return new MapEncoding<>(
          argument(type, 0, place, "[key]"), argument(type, 1, place, "[value]"));
    }
    throw unsupported(type, place);
  }

  private Encoding<?> argument(ResolvedType type, int index, String place, String suffix) {
    if (type.arguments().isEmpty()) {
      throw new ConfigurationException(
          "%s: %s is named without type arguments, so its contents are unknown"
              .formatted(place, type));
    }
    return create(type.arguments().get(index), place + suffix);
  }

  private Encoding<?> record(ResolvedType type, String place) {
    RecordShape shape = RecordShape.of(type, place);
    List<Encoding<?>> encodings = new ArrayList<>();
    for (RecordPart part : shape.parts()) {
      encodings.add(create(part.type(), place + "." + part.name()));
    }
    return new RecordEncoding(type.name(), shape, encodings);
  }

  private Encoding<?> sealedInterface(ResolvedType type, String place) {
    List<ResolvedType> leaves = type.permittedLeaves(place);
    List<Encoding<?>> encodings = new ArrayList<>();
    List<Class<?>> classes = new ArrayList<>();
    for (ResolvedType leaf : leaves) {
      String leafPlace = place + "(" + leaf.name() + ")";
      if (!leaf.raw().isRecord() && !leaf.raw().isEnum()) {
        throw unsupported(leaf, leafPlace);
      }
      classes.add(leaf.raw());
      encodings.add(create(leaf, leafPlace));
    }
    return new SealedEncoding(type.name(), classes, encodings);
  }

  private Encoding<?> once(ResolvedType type, String place, Supplier<Encoding<?>> creation) {
    Encoding<?> present = known.get(type);
    if (present != null) {
      return present;
    }
    if (++depth > DEEPEST_TYPE) {
      throw new ConfigurationException(
          "%s...: types are nested more than %d deep"
              .formatted(place.substring(0, 100), DEEPEST_TYPE));
    }
    RecursiveEncoding<Object> itself = new RecursiveEncoding<>();
    known.put(type, itself);
    Encoding<?> complete = creation.get();
    bind(itself, complete);
    known.put(type, complete);
    depth--;
    return complete;
  }

  @SuppressWarnings("unchecked") // both stand for the same type
  private static void bind(RecursiveEncoding<Object> itself, Encoding<?> complete) {
    itself.bind((Encoding<Object>) complete);
  }

  private static ConfigurationException unsupported(ResolvedType type, String place) {
    return new ConfigurationException(
        ("%s: the derived codec cannot encode the type %s. Supported are primitives, their boxes"
                + " and arrays, String, UUID, BigInteger, BigDecimal, Locale, Currency, URI, enums,"
                + " java.time values, Optional, Collection, List, Set, Map, records, and sealed"
                + " interfaces that permit only records and enums. For others, override"
                + " Loader.codec()")
            .formatted(place, type.raw().getTypeName()));
  }
}
