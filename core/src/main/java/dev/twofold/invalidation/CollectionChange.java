package dev.twofold.invalidation;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a mapped entity, whose elements were added, removed or put in another order.
 *
 * @param owner the mapped class that declares the collection
 * @param attribute its name, a path into embeddables with dots
 * @param ownerId the id of the row that has it
 * @param elements the ids of the entities that came or went; null: not known, or no entities
 * @param tenant the tenant id that it was written under; null: none, or not known
 */
public record CollectionChange(
    Class<?> owner,
    String attribute,
    Object ownerId,
    @Nullable Set<Object> elements,
    @Nullable Object tenant)
    implements Change {
  public CollectionChange {
    requireNonNull(owner, "owner");
    requireNonNull(attribute, "attribute");
    requireNonNull(ownerId, "ownerId");
    elements = elements == null ? null : Set.copyOf(elements);
  }
}
