package dev.twofold.shape;

import dev.twofold.error.ConfigurationException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record type opened once: its components in order, and its canonical constructor. Works for
 * records of any visibility, local ones too. Thread-safe; reading and constructing use no
 * reflection.
 */
public final class RecordShape {

  private final List<RecordPart> parts;
  private final MethodHandle constructor;

  private RecordShape(List<RecordPart> parts, MethodHandle constructor) {
    this.parts = List.copyOf(parts);
    this.constructor = constructor;
  }

  /**
   * Opens a record type.
   *
   * @param type a record class, with what its type variables stand for
   * @param place where the type was found, for messages
   * @throws ConfigurationException if its module does not let Twofold in, or a component has an
   *     open type variable
   */
  public static RecordShape of(ResolvedType type, String place) {
    Class<?> raw = type.raw();
    RecordComponent[] components = raw.getRecordComponents();
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(raw, MethodHandles.lookup());
      List<RecordPart> parts = new ArrayList<>();
      for (RecordComponent component : components) {
        String name = component.getName();
        parts.add(
            new RecordPart(
                name,
                type.member(component.getGenericType(), place + "." + name),
                lookup
                    .findVirtual(raw, name, MethodType.methodType(component.getType()))
                    .asType(MethodType.methodType(Object.class, Object.class))));
      }
      return new RecordShape(parts, constructor(lookup, raw, components));
    } catch (IllegalAccessException e) {
      throw new ConfigurationException(
          "%s is a record of module %s, which keeps package %s closed; declare 'opens %s' in its module-info, or use another type"
              .formatted(
                  place, raw.getModule().getName(), raw.getPackageName(), raw.getPackageName()),
          e);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without canonical members: " + raw.getName(), e);
    }
  }

  private static MethodHandle constructor(
      MethodHandles.Lookup lookup, Class<?> raw, RecordComponent[] components)
      throws NoSuchMethodException, IllegalAccessException {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return lookup
        .findConstructor(raw, MethodType.methodType(void.class, types))
        .asSpreader(Object[].class, types.length)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  /** The components, in the order of their declaration. */
  public List<RecordPart> parts() {
    return parts;
  }

  /**
   * Calls the canonical constructor.
   *
   * @param values one for each component, in order
   * @throws Throwable what the constructor throws, and {@link ClassCastException} or {@link
   *     NullPointerException} for a value that does not fit
   */
  public Object construct(@Nullable Object[] values) throws Throwable {
    return (Object) constructor.invokeExact(values);
  }
}
