package dev.twofold.internal.invalidation;

import dev.twofold.invalidation.RowChange;
import org.jspecify.annotations.Nullable;

/** A row of which nobody knows what was changed: any attribute, from and to any value. */
record UnknownRowChange(Class<?> entity, Object id) implements RowChange {

  @Override
  public Kind kind() {
    return Kind.UPDATE;
  }

  @Override
  public boolean changed(String attribute) {
    return true;
  }

  @Override
  public State before(String attribute) {
    return new Unknown();
  }

  @Override
  public State after(String attribute) {
    return new Unknown();
  }

  @Override
  public @Nullable Object tenant() {
    return null;
  }
}
