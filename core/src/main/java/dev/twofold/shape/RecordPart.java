package dev.twofold.shape;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** One component of a record type. Thread-safe. */
public final class RecordPart {

  private final String name;
  private final ResolvedType type;
  private final MethodHandle accessor;

  RecordPart(String name, ResolvedType type, MethodHandle accessor) {
    this.name = name;
    this.type = type;
    this.accessor = accessor;
  }

  /** The name of the component. */
  public String name() {
    return name;
  }

  /** The type of the component. */
  public ResolvedType type() {
    return type;
  }

  /** Whether the component can be null: its type is not primitive. */
  public boolean nullable() {
    return !type.raw().isPrimitive();
  }

  /**
   * What the accessor of the component answers for a record.
   *
   * @throws RuntimeException what the accessor throws
   */
  public @Nullable Object valueOf(Object owner) {
    try {
      return (@Nullable Object) accessor.invokeExact(owner);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the accessor of " + name + " threw a checked exception", e);
    }
  }
}
