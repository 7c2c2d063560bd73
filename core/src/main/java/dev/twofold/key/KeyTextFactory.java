package dev.twofold.key;

import dev.twofold.error.ConfigurationException;
import dev.twofold.shape.RecordShape;
import dev.twofold.shape.ResolvedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Derives texts of keys from types. Serves one type, then is thrown away. */
final class KeyTextFactory {

  private final Set<ResolvedType> open = new HashSet<>();

  KeyText<?> create(Type type) {
    ResolvedType resolved = ResolvedType.of(type, "key type " + type.getTypeName());
    return create(resolved, resolved.toString());
  }

  private KeyText<?> create(ResolvedType type, String place) {
    Class<?> raw = type.raw();
    KeyText<?> simple = SimpleKeyTexts.find(raw);
    if (simple != null) {
      return simple;
    }
    if (raw == List.class && !type.arguments().isEmpty()) {
      return new ListKeyText(create(type.arguments().get(0), place + "[]"));
    }
    if (raw == Set.class && !type.arguments().isEmpty()) {
      return UnorderedKeyText.ofSet(create(type.arguments().get(0), place + "[]"));
    }
    if (raw == Map.class && !type.arguments().isEmpty()) {
      return UnorderedKeyText.ofMap(
          create(type.arguments().get(0), place + "[key]"),
          create(type.arguments().get(1), place + "[value]"));
    }
    if (raw.isRecord()) {
      return record(type, place);
    }
    throw new ConfigurationException(
        ("%s: a key cannot hold a value of type %s. Allowed are Long, Integer, Short, Byte,"
                + " Character, Boolean, Double, Float, String, UUID, BigInteger, BigDecimal, enums,"
                + " Locale, java.time values, and records, Lists, Sets and Maps of these")
            .formatted(place, raw.getTypeName()));
  }

  private KeyText<?> record(ResolvedType type, String place) {
    if (!open.add(type)) {
      throw new ConfigurationException(
          "%s: a key cannot hold a value of type %s, which contains itself"
              .formatted(place, type.raw().getName()));
    }
    RecordShape shape = RecordShape.of(type, place);
    List<RecordKeyText.Component> components =
        shape.parts().stream()
            .map(
                part ->
                    new RecordKeyText.Component(
                        part, create(part.type(), place + "." + part.name())))
            .toList();
    open.remove(type);
    return new RecordKeyText(components);
  }
}
