package dev.twofold.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import dev.twofold.tier.entity.EntityReference;
import dev.twofold.tier.entity.LazyContents;

/**
 * A property of an entity: null where reading it would load something. Whether it would is asked
 * before its getter is called, and of a collection before its elements are.
 */
final class CopyProperty extends BeanPropertyWriter {

  private static final long serialVersionUID = 1L;

  CopyProperty(BeanPropertyWriter property) {
    super(property);
  }

  @Override
  public void serializeAsField(Object bean, JsonGenerator generator, SerializerProvider serializers)
      throws Exception {
    if (isUnread(bean)) {
      if (!willSuppressNulls()) {
        generator.writeFieldName(getName());
        generator.writeNull();
      }
      return;
    }
    super.serializeAsField(bean, generator, serializers);
  }

  private boolean isUnread(Object bean) throws Exception {
    if (!(bean instanceof EntityReference copy)) {
      return false;
    }
    return copy.$$_twofold_describe().isUnread(getMember().getName())
        || copy.$$_twofold_describe().isUnread(getName())
        || (get(bean) instanceof LazyContents contents && !contents.isRead());
  }
}
