package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.ProxyConfiguration;
import org.jspecify.annotations.Nullable;

/** Makes the proxies of one class. Thread-safe. */
final class Proxies {

  private final EntityPersister entity;
  private final Part id;
  private final Constructor<?> constructor;
  private final @Nullable Method idGetter;

  Proxies(EntityPersister entity, Part id) {
    this.entity = entity;
    this.id = id;
    this.constructor =
        GeneratedClasses.constructor(GeneratedClasses.proxy(entity.getMappedClass()));
    this.idGetter = entity.getIdentifierPropertyName() == null ? null : Accessors.idGetter(entity);
  }

  /** A proxy of an entity that is not read. */
  Object proxy(KnownEntity known, AssociationName association, CopySession session) {
    List<@Nullable Object> state =
        stateOf(known.key(), known.hierarchy().idColumns(), known.hierarchy().layout());
    Object identifier = id.value(state, session);
    if (identifier == null) {
      throw new IllegalStateException("a key of %s makes no id".formatted(entity.getEntityName()));
    }
    try {
      Object proxy = constructor.newInstance();
      ((ProxyConfiguration) proxy)
          .$$_hibernate_set_interceptor(
              new UnreadEntity(entity, idGetter, identifier, known, association, session, proxy));
      return proxy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "no proxy of %s can be made".formatted(entity.getEntityName()), e);
    }
  }

  /** A state that has nothing but a key, to make an id of. */
  private static List<@Nullable Object> stateOf(Object key, int[] columns, StateLayout layout) {
    @Nullable Object[] state = new @Nullable Object[layout.columns().size()];
    List<?> values = Keys.columns(key, columns.length);
    for (int i = 0; i < columns.length; i++) {
      state[columns[i]] = values.get(i);
    }
    return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(state));
  }

  /** What is behind a copy. */
  static Copy describe(Object copy) {
    return (Copy) ((EntityReference) copy).$$_twofold_describe();
  }
}
