package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.RowChange.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * The collections that a session without state has written with their owner: all that the owner
 * has, whether they have changed or not. What was in them before is not known.
 */
final class StatelessCollections {

  private StatelessCollections() {}

  static List<Change> written(AbstractPostDatabaseOperationEvent event, Kind kind) {
    List<Change> written = new ArrayList<>();
    event
        .getPersister()
        .visitAttributeMappings(
            attribute -> {
              if (attribute instanceof PluralAttributeMapping collection
                  && isWritten(
                      collection.getCollectionDescriptor(),
                      collection.getPropertyAccess().getGetter().get(event.getEntity()),
                      kind)) {
                written.add(
                    WrittenCollection.change(
                        collection.getCollectionDescriptor(),
                        event.getId(),
                        null,
                        event.getSession()));
              }
            });
    return written;
  }

  private static boolean isWritten(
      CollectionPersister persister, @Nullable Object elements, Kind kind) {
    if (persister.isInverse()
        || (elements instanceof PersistentCollection<?> collection
            && !collection.wasInitialized())) {
      return false;
    }
    return kind != Kind.INSERT || !isEmpty(elements);
  }

  private static boolean isEmpty(@Nullable Object elements) {
    return elements == null
        || (elements instanceof Collection<?> collection && collection.isEmpty())
        || (elements instanceof Map<?, ?> map && map.isEmpty());
  }
}
