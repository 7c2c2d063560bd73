package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.event.spi.Callback;
import org.hibernate.jpa.event.spi.CallbackDefinition;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;

/**
 * Makes the {@code @PostLoad} callbacks of a class, of the definitions that Hibernate has made its
 * own of. Its registry says which classes have some; it calls them by the exact class of an
 * instance, which that of a copy is not.
 */
final class PostLoadCallbacks {

  private final SessionFactoryImplementor factory;
  private final CallbackRegistry registry;
  private final ManagedBeanRegistry beans;

  PostLoadCallbacks(SessionFactoryImplementor factory) {
    this.factory = factory;
    this.registry = factory.getEventEngine().getCallbackRegistry();
    this.beans = factory.getServiceRegistry().requireService(ManagedBeanRegistry.class);
  }

  /**
   * The callbacks, in the order in which a session calls them.
   *
   * @throws ConfigurationException if Hibernate was not told to keep their definitions
   */
  List<Consumer<Object>> of(Class<?> entity) {
    if (!registry.hasRegisteredCallbacks(entity, CallbackType.POST_LOAD)) {
      return List.of();
    }
    List<CallbackDefinition> definitions = PostLoadIntegrator.definitions(factory, entity);
    if (definitions == null) {
      throw new ConfigurationException(
          "no copies of %s can be made: its @PostLoad callbacks are not known; let the class loader of Hibernate see META-INF/services/org.hibernate.integrator.spi.Integrator of Twofold when the session factory is built"
              .formatted(entity.getName()));
    }
    return definitions.stream()
        .map(definition -> definition.createCallback(beans))
        .filter(callback -> callback.getCallbackType() == CallbackType.POST_LOAD)
        .map(PostLoadCallbacks::consumer)
        .toList();
  }

  private static Consumer<Object> consumer(Callback callback) {
    return callback::performCallback;
  }
}
