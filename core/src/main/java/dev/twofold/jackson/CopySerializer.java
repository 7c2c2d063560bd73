package dev.twofold.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import dev.twofold.tier.entity.EntityReference;
import dev.twofold.tier.entity.EntityReference.Description;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a copy with its properties, or by its id where it has not been read or is being written
 * already.
 */
final class CopySerializer extends JsonSerializer<Object>
    implements ContextualSerializer, ResolvableSerializer {

  /** Where the writer of a document keeps what it has written. */
  private static final Object WRITTEN = new Object();

  private final JsonSerializer<Object> properties;

  @SuppressWarnings("unchecked") // Jackson made it for the type that it is used for
  CopySerializer(JsonSerializer<?> properties) {
    this.properties = (JsonSerializer<Object>) properties;
  }

  @Override
  public void resolve(SerializerProvider serializers) throws JsonMappingException {
    if (properties instanceof ResolvableSerializer resolvable) {
      resolvable.resolve(serializers);
    }
  }

  @Override
  public JsonSerializer<?> createContextual(
      SerializerProvider serializers, @Nullable BeanProperty property) throws JsonMappingException {
    return new CopySerializer(serializers.handleSecondaryContextualization(properties, property));
  }

  @Override
  public void serialize(Object value, JsonGenerator generator, SerializerProvider serializers)
      throws IOException {
    write(value, generator, serializers, null);
  }

  @Override
  public void serializeWithType(
      Object value, JsonGenerator generator, SerializerProvider serializers, TypeSerializer type)
      throws IOException {
    write(value, generator, serializers, type);
  }

  @SuppressWarnings("ReferenceEquality") // a proxy is written as the copy that it stands for
  private void write(
      Object value,
      JsonGenerator generator,
      SerializerProvider serializers,
      @Nullable TypeSerializer type)
      throws IOException {
    Description described = ((EntityReference) value).$$_twofold_describe();
    if (!described.isRead()) {
      serializers.defaultSerializeValue(described.id(), generator);
    } else if (described.instance() != value) {
      Object copy = described.instance();
      writeWith(
          serializers.findValueSerializer(copy.getClass()), copy, generator, serializers, type);
    } else {
      writeRead(value, described, generator, serializers, type);
    }
  }

  private void writeRead(
      Object copy,
      Description described,
      JsonGenerator generator,
      SerializerProvider serializers,
      @Nullable TypeSerializer type)
      throws IOException {
    WrittenCopies written = written(serializers);
    if (!written.begin(copy)) {
      serializers.defaultSerializeValue(described.id(), generator);
      return;
    }
    try {
      writeWith(properties, copy, generator, serializers, type);
    } finally {
      written.end(copy);
    }
  }

  private static void writeWith(
      JsonSerializer<Object> serializer,
      Object copy,
      JsonGenerator generator,
      SerializerProvider serializers,
      @Nullable TypeSerializer type)
      throws IOException {
    if (type == null) {
      serializer.serialize(copy, generator, serializers);
    } else {
      serializer.serializeWithType(copy, generator, serializers, type);
    }
  }

  private static WrittenCopies written(SerializerProvider serializers) {
    WrittenCopies written = (WrittenCopies) serializers.getAttribute(WRITTEN);
    if (written == null) {
      written = new WrittenCopies();
      serializers.setAttribute(WRITTEN, written);
    }
    return written;
  }
}
