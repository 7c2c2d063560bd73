package dev.twofold.tier.entity;

/**
 * Implemented by the copies of entities, and by what stands for one that has not been read. The
 * name of its method is one that no entity has.
 */
public interface EntityReference {

  /** What is known of the entity without reading anything. */
  Description $$_twofold_describe();

  /** What is known of an entity without reading anything. */
  interface Description {

    /** The mapped class, as far as it is known. */
    Class<?> type();

    /** The id. */
    Object id();

    /** Whether the attributes have been read. */
    boolean isRead();

    /** Whether reading this attribute would load something. */
    boolean isUnread(String attribute);

    /** The request that it belongs to. */
    EntitySession session();

    /** The instance that has the attributes; the description is that of a read one. */
    Object instance();
  }
}
