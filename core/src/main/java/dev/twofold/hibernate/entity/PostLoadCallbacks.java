package dev.twofold.hibernate.entity;

import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeSuperclassListeners;
import jakarta.persistence.PostLoad;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code @PostLoad} callbacks of a class by its annotations: Hibernate's own registry
 * knows them by the exact class of an instance, which that of a copy is not. First those of
 * listeners, then those of the entity, superclasses first.
 */
final class PostLoadCallbacks {

  private final ManagedBeanRegistry beans;

  PostLoadCallbacks(SessionFactoryImplementor factory) {
    this.beans = factory.getServiceRegistry().requireService(ManagedBeanRegistry.class);
  }

  List<Consumer<Object>> of(Class<?> entity) {
    List<Consumer<Object>> callbacks = new ArrayList<>(listeners(entity));
    Set<String> seen = new HashSet<>();
    List<Consumer<Object>> own = new ArrayList<>();
    for (Class<?> type = entity; type != null && type != Object.class; ) {
      for (Method method : type.getDeclaredMethods()) {
        boolean first = seen.add(method.getName()) || method.getParameterCount() > 0;
        if (first && method.isAnnotationPresent(PostLoad.class)) {
          method.setAccessible(true);
          own.add(0, instance -> call(method, instance, new Object[0]));
        }
      }
      type = type.getSuperclass();
    }
    callbacks.addAll(own);
    return List.copyOf(callbacks);
  }

  private List<Consumer<Object>> listeners(Class<?> entity) {
    List<Consumer<Object>> listeners = new ArrayList<>();
    for (Class<?> type = entity; type != null; ) {
      EntityListeners declared = type.getDeclaredAnnotation(EntityListeners.class);
      if (declared != null) {
        List<Consumer<Object>> ofType = new ArrayList<>();
        for (Class<?> listener : declared.value()) {
          ofType.addAll(callbacks(listener));
        }
        listeners.addAll(0, ofType);
      }
      type =
          type.isAnnotationPresent(ExcludeSuperclassListeners.class) ? null : type.getSuperclass();
    }
    return listeners;
  }

  private List<Consumer<Object>> callbacks(Class<?> listener) {
    List<Consumer<Object>> callbacks = new ArrayList<>();
    for (Method method : listener.getDeclaredMethods()) {
      if (method.isAnnotationPresent(PostLoad.class) && method.getParameterCount() == 1) {
        method.setAccessible(true);
        Object bean = beans.getBean(listener).getBeanInstance();
        Class<?> parameter = method.getParameterTypes()[0];
        callbacks.add(
            instance -> {
              if (parameter.isInstance(instance)) {
                call(method, bean, new Object[] {instance});
              }
            });
      }
    }
    return callbacks;
  }

  private static void call(Method method, @Nullable Object target, Object[] arguments) {
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("@PostLoad method %s failed".formatted(method), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("@PostLoad method %s cannot be called".formatted(method), e);
    }
  }
}
