package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityLoad;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.property.access.spi.Getter;
import org.hibernate.property.access.spi.Setter;
import org.jspecify.annotations.Nullable;

/**
 * How copies of one class are made.
 *
 * @param hierarchy of the entity
 * @param entityName the name of the entity
 * @param type the class of the entity
 * @param constructor makes an instance of the generated subclass
 * @param id makes the id
 * @param attributes the attributes that are set when a copy is made
 * @param resolved those that are set when they are read
 * @param navigations what leads on from a copy, by name
 * @param postLoad the callbacks of the application
 */
record CopiedClass(
    EntityHierarchy hierarchy,
    String entityName,
    Class<?> type,
    Constructor<?> constructor,
    Part id,
    List<CopiedAttribute> attributes,
    List<ResolvedAssociation> resolved,
    Map<String, Navigation> navigations,
    List<Consumer<Object>> postLoad) {

  /** An attribute that is set when a copy is made. */
  record CopiedAttribute(String name, Getter getter, Setter setter, Part part) {}

  /** A copy without its callbacks called. */
  Object copy(List<? extends @Nullable Object> state, CopySession session) {
    Object copy = instantiate();
    for (CopiedAttribute attribute : attributes) {
      Object value = attribute.part().value(state, session);
      attribute.setter().set(copy, value);
    }
    Copy about = new Copy(this, copy, state, session);
    ((Copy.Holder) copy).$$_twofold_attach(about);
    return copy;
  }

  /** The loads of associations that have some columns of the states as keys, by name. */
  Map<String, EntityLoad> rememberedBy(int[] columns) {
    Map<String, EntityLoad> remembered = new HashMap<>();
    for (CopiedAttribute attribute : attributes) {
      if (attribute.part() instanceof Part.Contents contents
          && Arrays.equals(contents.columns(), columns)) {
        remembered.put(attribute.name(), contents.role().load());
      }
    }
    for (ResolvedAssociation association : resolved) {
      if (!association.isByTargetKey() && Arrays.equals(association.columns(), columns)) {
        remembered.put(association.attribute(), association.load());
      }
    }
    return remembered;
  }

  private Object instantiate() {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("the constructor of %s failed".formatted(type.getName()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no instance of %s can be made".formatted(type.getName()), e);
    }
  }
}
