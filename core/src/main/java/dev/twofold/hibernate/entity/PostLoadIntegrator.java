package dev.twofold.hibernate.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.event.spi.CallbackDefinition;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the callbacks that Hibernate has found in annotations and {@code orm.xml}, until their
 * session factory is closed. Hibernate calls it when it builds a session factory; applications do
 * not. Thread-safe.
 */
public final class PostLoadIntegrator implements Integrator {

  private static final Map<SessionFactory, Map<Class<?>, List<CallbackDefinition>>> DEFINITIONS =
      new ConcurrentHashMap<>();

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    Map<Class<?>, List<CallbackDefinition>> definitions = new HashMap<>();
    for (PersistentClass entity : metadata.getEntityBindings()) {
      List<CallbackDefinition> some = entity.getClassName() == null ? List.of() : of(entity);
      if (!some.isEmpty()) {
        definitions.putIfAbsent(entity.getMappedClass(), some);
      }
    }
    DEFINITIONS.put(factory, Map.copyOf(definitions));
  }

  @SuppressWarnings("deprecation") // sessions still call those of embeddables
  private static List<CallbackDefinition> of(PersistentClass entity) {
    List<CallbackDefinition> definitions = new ArrayList<>(entity.getCallbackDefinitions());
    for (Property property : entity.getDeclaredProperties()) {
      List<CallbackDefinition> ofEmbeddable = property.getCallbackDefinitions();
      if (ofEmbeddable != null) {
        definitions.addAll(ofEmbeddable);
      }
    }
    return List.copyOf(definitions);
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry serviceRegistry) {
    DEFINITIONS.remove(factory);
  }

  /** The callbacks of a class, in their order, of all types; null if they were not kept. */
  static @Nullable List<CallbackDefinition> definitions(
      SessionFactoryImplementor factory, Class<?> entity) {
    return DEFINITIONS.getOrDefault(factory, Map.of()).get(entity);
  }
}
