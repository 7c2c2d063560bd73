package dev.twofold.tier.entity;

import dev.twofold.key.Parameter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mapped entities of a database, of which a request gets read-only copies. Thread-safe. */
public interface EntityModel {

  /** The parameter whose value is the tenant id; null: none. It belongs to every key. */
  @Nullable Parameter<?> tenant();

  /** Everything of the entities that is loaded by key. */
  List<EntityLoad> loads();

  /** An entity by its class; null if it is not mapped. */
  @Nullable MappedEntity find(Class<?> type);

  /** The simple names of all mapped entities, for messages. */
  List<String> names();

  /** Begins making copies for one request under one value of the tenant. */
  EntitySession open(EntityScope scope);

  /** A mapped entity. */
  interface MappedEntity {

    /** What loads its states, those of the whole hierarchy. */
    EntityLoad load();

    /**
     * The key of an id.
     *
     * @throws IllegalArgumentException if the id is of another type than those of the entity
     * @throws dev.twofold.error.ConfigurationException if the entity cannot be copied, saying why
     */
    Object key(Object id);

    /**
     * What loads an association that is remembered by the id of its owner: a collection, or the
     * side of a one-to-one that has no foreign key. Several where subclasses have associations of
     * one name.
     *
     * @return at least one
     * @throws IllegalArgumentException if the entity has no such association, saying which it has
     */
    Set<EntityLoad> associations(String attribute);
  }
}
