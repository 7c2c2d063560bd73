package dev.twofold.key;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A set as its elements, {@code [first,second]}, and a map as its pairs, {@code
 * [(key,value),(key,value)]}, in the order of their texts: whatever order they are kept in, equal
 * ones are the same text.
 *
 * @param <T> the type of what is written
 */
final class UnorderedKeyText<T> implements KeyText<T> {

  private final Function<T, Stream<String>> parts;

  private UnorderedKeyText(Function<T, Stream<String>> parts) {
    this.parts = parts;
  }

  static KeyText<Set<?>> ofSet(KeyText<?> elements) {
    NullableKeyText element = new NullableKeyText(elements);
    return new UnorderedKeyText<>(
        values ->
            values.stream()
                .map(
                    value -> {
                      StringBuilder text = new StringBuilder();
                      element.append(value, text);
                      return text.toString();
                    }));
  }

  static KeyText<Map<?, ?>> ofMap(KeyText<?> keys, KeyText<?> values) {
    NullableKeyText key = new NullableKeyText(keys);
    NullableKeyText value = new NullableKeyText(values);
    return new UnorderedKeyText<>(
        map ->
            map.entrySet().stream()
                .map(
                    entry -> {
                      StringBuilder text = new StringBuilder("(");
                      key.append(entry.getKey(), text);
                      value.append(entry.getValue(), text.append(','));
                      return text.append(')').toString();
                    }));
  }

  @Override
  public void append(T value, StringBuilder text) {
    text.append(parts.apply(value).sorted().collect(joining(",", "[", "]")));
  }
}
