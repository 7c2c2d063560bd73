package dev.twofold.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import dev.twofold.tier.entity.LazyContents;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the collections of copies: null where they have not been read. */
final class ContentsSerializer extends JsonSerializer<Object> implements ContextualSerializer {

  private final JsonSerializer<Object> elements;

  @SuppressWarnings("unchecked") // Jackson made it for the type that it is used for
  ContentsSerializer(JsonSerializer<?> elements) {
    this.elements = (JsonSerializer<Object>) elements;
  }

  @Override
  public void serialize(Object value, JsonGenerator generator, SerializerProvider serializers)
      throws IOException {
    if (value instanceof LazyContents contents && !contents.isRead()) {
      generator.writeNull();
    } else {
      elements.serialize(value, generator, serializers);
    }
  }

  /** Asking a collection whether it is empty would read it. */
  @Override
  public boolean isEmpty(SerializerProvider serializers, Object value) {
    return value instanceof LazyContents contents
        && contents.isRead()
        && elements.isEmpty(serializers, value);
  }

  @Override
  public JsonSerializer<?> createContextual(
      SerializerProvider serializers, @Nullable BeanProperty property) throws JsonMappingException {
    return new ContentsSerializer(serializers.handleSecondaryContextualization(elements, property));
  }
}
