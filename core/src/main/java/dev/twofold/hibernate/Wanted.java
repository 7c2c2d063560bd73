package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import java.lang.invoke.MethodType;
import java.sql.Blob;
import java.sql.Clob;
import java.util.Calendar;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * A type that the columns of an attribute shall become.
 *
 * @param place what has the type, for messages
 * @param type the type
 */
record Wanted(String place, Class<?> type) {

  private static final Set<String> MUTABLE_TIMES =
      Set.of("java.util.Date", "java.sql.Date", "java.sql.Time", "java.sql.Timestamp");

  /** Refuses an attribute of another type, and types that requests cannot share. */
  void require(Class<?> attributeType, Attribute attribute) {
    if (!boxed(type).isAssignableFrom(boxed(attributeType))) {
      throw mismatch(attributeType, attribute);
    }
    refuseMutable(attributeType);
  }

  ConfigurationException mismatch(Class<?> attributeType, Attribute attribute) {
    return refusal(
        "is a %s, but attribute '%s' is a %s"
            .formatted(type.getName(), attribute.name(), attributeType.getName()));
  }

  ConfigurationException refusal(String reason) {
    return new ConfigurationException(place + " " + reason);
  }

  private void refuseMutable(Class<?> attributeType) {
    if (MUTABLE_TIMES.contains(attributeType.getName())
        || Calendar.class.isAssignableFrom(attributeType)) {
      throw refusal(
          "is a %s, which can change and is shared by all requests; map the attribute with a type of java.time"
              .formatted(attributeType.getName()));
    }
    if (Blob.class.isAssignableFrom(attributeType) || Clob.class.isAssignableFrom(attributeType)) {
      throw refusal(
          "is a %s, which ends with its connection; map the attribute with byte[] or String"
              .formatted(attributeType.getName()));
    }
    boolean array = attributeType.isArray() && attributeType != byte[].class;
    if (array
        || Collection.class.isAssignableFrom(attributeType)
        || Map.class.isAssignableFrom(attributeType)) {
      throw refusal(
          "is a %s, which can change and is shared by all requests; load it with a BatchLoader of its own"
              .formatted(attributeType.getTypeName()));
    }
  }

  /** The type itself, or the box of a primitive. */
  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
