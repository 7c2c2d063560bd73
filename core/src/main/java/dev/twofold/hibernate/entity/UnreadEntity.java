package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntitySession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.ProxyConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What is behind a proxy: it reads the entity through the request that it belongs to, on whatever
 * thread it is touched. Thread-safe.
 */
final class UnreadEntity extends SessionlessInitializer implements ProxyConfiguration.Interceptor {

  private final EntityPersister entity;
  private final @Nullable Method idGetter;
  private final Object id;
  private final KnownEntity known;
  private final AssociationName association;
  private final CopySession session;
  private final Object proxy;

  UnreadEntity(
      EntityPersister entity,
      @Nullable Method idGetter,
      Object id,
      KnownEntity known,
      AssociationName association,
      CopySession session,
      Object proxy) {
    this.entity = entity;
    this.idGetter = idGetter;
    this.id = id;
    this.known = known;
    this.association = association;
    this.session = session;
    this.proxy = proxy;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a method that answers its own object answers the proxy
  public @Nullable Object intercept(Object instance, Method method, @Nullable Object[] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "getHibernateLazyInitializer", "$$_twofold_describe" -> {
        return this;
      }
      case "writeReplace" -> throw Refusals.serialization(getPersistentClass());
      default -> {}
    }
    if (method.equals(idGetter)) {
      return id;
    }
    if (isObjects(method, "hashCode")) {
      return System.identityHashCode(instance);
    }
    if (isObjects(method, "equals")) {
      return arguments[0] == instance;
    }
    Object target = instance();
    try {
      method.setAccessible(true);
      Object answer = method.invoke(target, arguments);
      return answer == target ? proxy : answer;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** Whether a method is not overridden by the entity, so that it is about the instance. */
  private static boolean isObjects(Method method, String name) {
    return method.getDeclaringClass() == Object.class && method.getName().equals(name);
  }

  @Override
  public Class<?> type() {
    return isRead() ? Proxies.describe(instance()).type() : getPersistentClass();
  }

  @Override
  public Object id() {
    return id;
  }

  @Override
  public boolean isRead() {
    return known.copy() != null;
  }

  @Override
  public boolean isUnread(String attribute) {
    Object copy = known.copy();
    return copy == null || Proxies.describe(copy).isUnread(attribute);
  }

  @Override
  public EntitySession session() {
    return session;
  }

  /** What the request has for the entity. */
  KnownEntity known() {
    return known;
  }

  @Override
  public Object instance() {
    return session.read(known, association, entity.getImportedName());
  }

  @Override
  public String getEntityName() {
    return entity.getEntityName();
  }

  @Override
  public Class<?> getPersistentClass() {
    return entity.getMappedClass();
  }

  @Override
  public @Nullable Object getImplementation(SharedSessionContractImplementor session) {
    return known.copy();
  }

  @Override
  public Class<?> getImplementationClass() {
    return entity.hasSubclasses() ? Proxies.describe(instance()).type() : getPersistentClass();
  }

  @Override
  public String getImplementationEntityName() {
    return entity.hasSubclasses() ? Proxies.describe(instance()).getEntityName() : getEntityName();
  }
}
