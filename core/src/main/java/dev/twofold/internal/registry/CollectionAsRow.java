package dev.twofold.internal.registry;

import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.RowChange;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change of a collection as one of the row that has it. Its attribute has the ids of the elements
 * that came or went; nothing else of the row is known.
 */
record CollectionAsRow(CollectionChange change) implements RowChange {

  @Override
  public Kind kind() {
    return Kind.UPDATE;
  }

  @Override
  public Class<?> entity() {
    return change.owner();
  }

  @Override
  public Object id() {
    return change.ownerId();
  }

  @Override
  public boolean changed(String attribute) {
    return attribute.equals(change.attribute());
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
  public <T> Optional<Set<T>> values(String attribute, Class<T> type) {
    Set<Object> elements = change.elements();
    return changed(attribute) && elements != null
        ? Optional.of(elements.stream().map(type::cast).collect(Collectors.toSet()))
        : Optional.empty();
  }

  @Override
  public @Nullable Object tenant() {
    return change.tenant();
  }
}
