package dev.twofold.hibernate.entity;

import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.isDefaultMethod;
import static net.bytebuddy.matcher.ElementMatchers.isFinalizer;
import static net.bytebuddy.matcher.ElementMatchers.isVirtual;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.twofold.error.ConfigurationException;
import dev.twofold.tier.entity.EntityReference;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.hibernate.engine.spi.PrimeAmongSecondarySupertypes;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.ProxyConfiguration;

/**
 * Generates the subclasses of entities that requests see. They live beside the entity, in its
 * package and class loader, since its constructor need not be public.
 */
final class GeneratedClasses {

  private static final String COPY = "$$_twofold_copy";

  /**
   * The classes that were generated for an entity, by what they are for: those of another engine
   * serve as well, and a class loader takes a name once.
   */
  private static final ClassValue<Map<Object, Class<?>>> GENERATED =
      new ClassValue<>() {
        @Override
        protected Map<Object, Class<?>> computeValue(Class<?> entity) {
          return new HashMap<>();
        }
      };

  private GeneratedClasses() {}

  /** What a method of a copy does before the entity's own code. */
  enum Before {
    /** Refuses to be called. */
    REFUSE,
    /** Sets the attribute that it reads. */
    RESOLVE,
    /** Sets all attributes that are not set. */
    RESOLVE_ALL
  }

  /**
   * What is done before a method.
   *
   * @param attribute which it reads or sets
   */
  record Guard(Before before, String attribute) {}

  /**
   * The class of the copies of an entity.
   *
   * @param guards by the method of the entity that they guard
   */
  static Class<?> copy(Class<?> entity, Map<Method, Guard> guards) {
    return once(entity, "ReadOnlyCopy", guards, name -> copy(entity, name, guards));
  }

  private static Class<?> once(
      Class<?> entity, String suffix, Object purpose, Function<String, Class<?>> generate) {
    Map<Object, Class<?>> generated = GENERATED.get(entity);
    synchronized (generated) {
      Class<?> known = generated.get(purpose);
      if (known == null) {
        String number = generated.isEmpty() ? "" : "_" + generated.size();
        known = generate.apply(entity.getName() + "$Twofold" + suffix + number);
        generated.put(purpose, known);
      }
      return known;
    }
  }

  private static Class<?> copy(Class<?> entity, String name, Map<Method, Guard> guards) {
    DynamicType.Builder<?> type =
        subclass(entity, name)
            .implement(HibernateProxy.class, EntityReference.class, Copy.Holder.class)
            .defineField(COPY, Copy.class, Visibility.PRIVATE)
            .method(named("$$_twofold_attach"))
            .intercept(FieldAccessor.ofField(COPY))
            .method(named("$$_twofold_describe").or(named("getHibernateLazyInitializer")))
            .intercept(FieldAccessor.ofField(COPY))
            .method(named("writeReplace").and(takesNoArguments()))
            .intercept(MethodCall.invoke(hook("refuseSerialization", Copy.class)).withField(COPY));
    for (Map.Entry<Method, Guard> guarded : guards.entrySet()) {
      type =
          type.method(is(guarded.getKey())).intercept(guard(guarded.getKey(), guarded.getValue()));
    }
    return load(entity, type);
  }

  private static Implementation guard(Method method, Guard guard) {
    MethodCall before =
        switch (guard.before()) {
          case REFUSE ->
              MethodCall.invoke(hook("refuseWrite", Copy.class, String.class))
                  .withField(COPY)
                  .with(method.getName());
          case RESOLVE ->
              MethodCall.invoke(hook("resolve", Copy.class, String.class))
                  .withField(COPY)
                  .with(guard.attribute());
          case RESOLVE_ALL -> MethodCall.invoke(hook("resolveAll", Copy.class)).withField(COPY);
        };
    return before.andThen(SuperMethodCall.INSTANCE);
  }

  private static Method hook(String name, Class<?>... parameters) {
    try {
      return Copy.class.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The class of the proxies of an entity: every call goes to what is behind the proxy. */
  static Class<?> proxy(Class<?> entity) {
    return once(entity, "Proxy", "proxy", name -> proxy(entity, name));
  }

  private static Class<?> proxy(Class<?> entity, String name) {
    return load(
        entity,
        subclass(entity, name)
            .implement(HibernateProxy.class, EntityReference.class)
            .method(
                isVirtual()
                    .and(not(isFinalizer()))
                    .and(
                        not(
                            isDefaultMethod()
                                .and(
                                    isDeclaredBy(HibernateProxy.class)
                                        .or(isDeclaredBy(PrimeAmongSecondarySupertypes.class))))))
            .intercept(MethodDelegation.to(ProxyConfiguration.InterceptorDispatcher.class))
            .defineField(
                ProxyConfiguration.INTERCEPTOR_FIELD_NAME,
                ProxyConfiguration.Interceptor.class,
                Visibility.PRIVATE)
            .implement(ProxyConfiguration.class)
            .intercept(
                FieldAccessor.ofField(ProxyConfiguration.INTERCEPTOR_FIELD_NAME)
                    .withAssigner(Assigner.DEFAULT, Assigner.Typing.DYNAMIC)));
  }

  private static DynamicType.Builder<?> subclass(Class<?> entity, String name) {
    return new ByteBuddy()
        .ignore(not(isVirtual()))
        .subclass(entity, ConstructorStrategy.Default.IMITATE_SUPER_CLASS_OPENING)
        .name(name);
  }

  private static Class<?> load(Class<?> entity, DynamicType.Builder<?> type) {
    try (DynamicType.Unloaded<?> made = type.make()) {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(entity, MethodHandles.lookup());
      return made.load(entity.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(lookup))
          .getLoaded();
    } catch (IllegalAccessException e) {
      throw new ConfigurationException(
          "no copies of %s can be made: its package is not open; open it to Twofold"
              .formatted(entity.getName()),
          e);
    }
  }

  /** The constructor without arguments. */
  static Constructor<?> constructor(Class<?> generated) {
    try {
      Constructor<?> constructor = generated.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
