package dev.twofold;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Read-only copies of mapped entities, for one request. An entity is one instance per request,
 * whichever way it is reached; its associations are read when they are touched, for all copies of
 * the request that have not read theirs, in one wave. What the mapping fetches eagerly is read when
 * it is touched, too.
 *
 * <p>A copy belongs to the scope that made it, not to a thread: it can be read on any thread while
 * the scope is open, and what it has read stays readable afterwards. Setters and changes of
 * collections throw {@link UnsupportedOperationException}; so does handing a copy to a session that
 * would write it. An assignment to a field inside the entity's own code cannot be seen: it changes
 * the copy of this request and nothing else.
 *
 * <p>All methods throw {@link NullPointerException} for a null argument or id, {@link
 * IllegalArgumentException} for a class that no database of the engine has copies of, or for an id
 * of another type than that of the entity, {@link dev.twofold.error.ConfigurationException} for an
 * entity whose mapping has what copies cannot have, {@link IllegalStateException} once the scope is
 * closed or for a tenant without a value, and {@link dev.twofold.error.LoadException} where a load
 * failed and the result cannot say so per id. Thread-safe.
 */
public interface Entities {

  /** The entity with an id, or empty if there is none of that class. */
  <E> Optional<E> find(Class<E> entity, Object id);

  /**
   * The entities with some ids; ids of another subclass are missing. Fails for no id on its own:
   * {@link Loaded} tells found, missing and failed apart.
   */
  <E> Loaded<Object, E> findAll(Class<E> entity, Collection<?> ids);

  /**
   * The entity with an id.
   *
   * @throws dev.twofold.error.AbsentException if there is none of that class
   */
  <E> E require(Class<E> entity, Object id);

  /**
   * The entities with some ids, in the order asked, duplicates repeated.
   *
   * @throws dev.twofold.error.AbsentException if there is none of that class for one or more
   */
  <E> List<E> requireAll(Class<E> entity, Collection<?> ids);

  /**
   * Reads associations of some copies, level by level: one trip to the distributed tier for all
   * paths of a level, and one statement for each loader. What the request knows already is not
   * asked again, so a prefetch may be repeated, and continued by a deeper one. Fails for no key:
   * what failed fails where it is read.
   *
   * @param copies made by this scope; their classes may be mixed
   * @param paths names of associations with dots between them, such as {@code "author.photo"}; what
   *     stands in an embeddable has the name of that before it
   * @throws IllegalArgumentException if an entity has no such path, or for an object that is no
   *     copy, or that of another scope
   */
  void prefetch(Collection<?> copies, String... paths);

  /**
   * Declares entities stale: they leave the request store and the distributed tier, and the next
   * {@link #find} makes a new copy of what it reads. Call it after the commit. Later loads of this
   * request read from the writer. Copies that were handed out stay as they are.
   *
   * <p>A collection is remembered apart from its owner, and so is the side of a one-to-one that has
   * no foreign key: name them where what they lead to has changed. Covers the entities under the
   * parameters that this thread has.
   *
   * @param associations names of such associations that are stale, too
   * @return whether the distributed tier confirmed; if not, it may have the old values until they
   *     expire, which is counted and logged: a committed request does not fail for it
   * @throws IllegalArgumentException if the entity remembers no such association
   */
  boolean invalidate(Class<?> entity, Collection<?> ids, String... associations);
}
