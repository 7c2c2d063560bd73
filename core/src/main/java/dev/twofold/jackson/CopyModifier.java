package dev.twofold.jackson;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import dev.twofold.tier.entity.EntityReference;
import dev.twofold.tier.entity.LazyContents;
import java.util.List;

/** Puts something that looks at what has been read before what Jackson writes with. */
final class CopyModifier extends BeanSerializerModifier {

  private static final long serialVersionUID = 1L;

  /** What Hibernate's proxies have beside the properties of their entity. */
  private static final String OF_EVERY_PROXY = "hibernateLazyInitializer";

  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription type, JsonSerializer<?> serializer) {
    return EntityReference.class.isAssignableFrom(type.getBeanClass())
        ? new CopySerializer(serializer)
        : serializer;
  }

  @Override
  public List<BeanPropertyWriter> changeProperties(
      SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> properties) {
    if (EntityReference.class.isAssignableFrom(type.getBeanClass())) {
      properties.removeIf(property -> property.getName().equals(OF_EVERY_PROXY));
      properties.replaceAll(CopyProperty::new);
    }
    return properties;
  }

  @Override
  public JsonSerializer<?> modifyCollectionSerializer(
      SerializationConfig config,
      CollectionType type,
      BeanDescription description,
      JsonSerializer<?> serializer) {
    return LazyContents.class.isAssignableFrom(type.getRawClass())
        ? new ContentsSerializer(serializer)
        : serializer;
  }

  @Override
  public JsonSerializer<?> modifyMapSerializer(
      SerializationConfig config,
      MapType type,
      BeanDescription description,
      JsonSerializer<?> serializer) {
    return LazyContents.class.isAssignableFrom(type.getRawClass())
        ? new ContentsSerializer(serializer)
        : serializer;
  }
}
