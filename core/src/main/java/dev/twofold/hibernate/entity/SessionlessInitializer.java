package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityReference.Description;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate is told of an instance that no session knows: there is nothing to attach it to and
 * nothing to write.
 */
abstract class SessionlessInitializer implements LazyInitializer, Description {

  @Override
  public final Object getIdentifier() {
    return id();
  }

  @Override
  public final void setIdentifier(Object id) {
    throw Refusals.setter(getPersistentClass(), "setIdentifier");
  }

  @Override
  public final void initialize() {
    instance();
  }

  @Override
  public final boolean isUninitialized() {
    return !isRead();
  }

  @Override
  public final Object getImplementation() {
    return instance();
  }

  @Override
  public final void setImplementation(Object target) {
    throw Refusals.setter(getPersistentClass(), "setImplementation");
  }

  @Override
  public final boolean isReadOnlySettingAvailable() {
    return false;
  }

  @Override
  public final boolean isReadOnly() {
    return true;
  }

  @Override
  public final void setReadOnly(boolean readOnly) {}

  @Override
  public final @Nullable SharedSessionContractImplementor getSession() {
    return null;
  }

  @Override
  public final void setSession(SharedSessionContractImplementor session) {
    throw Refusals.write(getPersistentClass());
  }

  @Override
  public final void unsetSession() {}

  @Override
  public final void setUnwrap(boolean unwrap) {}

  @Override
  public final boolean isUnwrap() {
    return false;
  }
}
