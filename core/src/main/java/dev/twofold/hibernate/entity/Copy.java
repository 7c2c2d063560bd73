package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntitySession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What is behind a copy. To Hibernate a copy is a proxy that is initialized, with itself as its
 * implementation: so the class that it stands for is known to whoever asks as of any other proxy.
 */
public final class Copy extends SessionlessInitializer {

  private final CopiedClass type;
  private final Object copy;
  private final Object id;
  private final CopySession session;

  /** What is not set yet; each with its key in the order of the class. Null: nothing any more. */
  private volatile @Nullable List<Pending> pending;

  /** Whether the application has the copy, so that setters are refused. */
  private volatile boolean sealed;

  /** An association that is not set yet. */
  private final class Pending implements ReadByKey {

    private final ResolvedAssociation association;
    private final Object key;

    Pending(ResolvedAssociation association, Object key) {
      this.association = association;
      this.key = key;
    }

    @Override
    public boolean need(Demand demand) {
      boolean needed = association.need(key, demand, session);
      if (!needed && isKnown()) {
        set(this, session.resolve(association, key));
      }
      return needed;
    }

    private boolean isKnown() {
      if (!session.knows(association.load(), key)) {
        return false;
      }
      Object target = association.isByTargetKey() ? key : session.peek(association.load(), key);
      return target == null || session.knows(session.entity(association.hierarchy(), target));
    }
  }

  Copy(CopiedClass type, Object copy, List<? extends @Nullable Object> state, CopySession session) {
    this.type = type;
    this.copy = copy;
    this.session = session;
    Object made = type.id().value(state, session);
    if (made == null) {
      throw new IllegalStateException("a row of %s has no id".formatted(type.entityName()));
    }
    this.id = made;
    List<Pending> open = new ArrayList<>(0);
    for (ResolvedAssociation association : type.resolved()) {
      Object key = association.key(state);
      if (key != null) {
        open.add(new Pending(association, key));
        session.cohorts().add(association.load(), key);
      }
    }
    pending = open.isEmpty() ? null : open;
  }

  /** What a generated class gives its copies. */
  public interface Holder {

    /** Says what is behind the copy. */
    void $$_twofold_attach(Copy copy);
  }

  EntityHierarchy hierarchy() {
    return type.hierarchy();
  }

  void postLoad() {
    type.postLoad().forEach(callback -> callback.accept(copy));
    sealed = true;
  }

  /** Called by generated classes before a setter: null while a constructor runs. */
  public static void refuseWrite(@Nullable Copy copy, String method) {
    if (copy != null && copy.sealed) {
      throw Refusals.setter(copy.type.type(), method);
    }
  }

  /** Called by generated classes before code that may read one attribute. */
  public static void resolve(@Nullable Copy copy, String attribute) {
    if (copy != null && copy.pending != null) {
      copy.resolve(attribute);
    }
  }

  /** Called by generated classes before code that may read any attribute. */
  public static void resolveAll(@Nullable Copy copy) {
    if (copy != null && copy.pending != null) {
      copy.resolve(null);
    }
  }

  /** Called by generated classes in place of serialization. */
  @SuppressWarnings("DoNotCallSuggester") // only generated classes call it
  public static Object refuseSerialization(Copy copy) {
    throw Refusals.serialization(copy.type.type());
  }

  private void resolve(@Nullable String attribute) {
    List<Pending> open = pending;
    if (open == null) {
      return;
    }
    for (Pending each : open) {
      if (attribute == null || each.association.attribute().equals(attribute)) {
        set(each, session.resolve(each.association, each.key));
      }
    }
  }

  private synchronized void set(Pending settled, @Nullable Object target) {
    List<Pending> open = pending;
    settled.association.setter().set(copy, target);
    if (open != null) {
      List<Pending> rest = new ArrayList<>(open);
      rest.remove(settled);
      pending = rest.isEmpty() ? null : rest;
    }
  }

  /** What leads on from the copy, by name. */
  Map<String, Navigation> navigations() {
    return type.navigations();
  }

  /** What an association has without being read: of one that is not set, what reads it. */
  @Nullable Object valueOf(ResolvedAssociation association) {
    List<Pending> open = pending;
    if (open != null) {
      for (Pending each : open) {
        if (each.association.attribute().equals(association.attribute())) {
          return each;
        }
      }
    }
    return association.getter().get(copy);
  }

  /** The collections that the copy shows. */
  List<RoleContents> collections() {
    List<RoleContents> collections = new ArrayList<>();
    for (Navigation navigation : type.navigations().values()) {
      if (navigation.value(copy) instanceof RoleContents.Holder holder) {
        collections.add(holder.roleContents());
      }
    }
    return collections;
  }

  @Override
  public EntitySession session() {
    return session;
  }

  @Override
  public Class<?> type() {
    return type.type();
  }

  @Override
  public Object id() {
    return id;
  }

  @Override
  public boolean isRead() {
    return true;
  }

  @Override
  public boolean isUnread(String attribute) {
    List<Pending> open = pending;
    return open != null
        && open.stream().anyMatch(each -> each.association.attribute().equals(attribute));
  }

  @Override
  public Object instance() {
    return copy;
  }

  @Override
  public String getEntityName() {
    return type.entityName();
  }

  @Override
  public Class<?> getPersistentClass() {
    return type.type();
  }

  @Override
  public Object getImplementation(SharedSessionContractImplementor session) {
    return copy;
  }

  @Override
  public Class<?> getImplementationClass() {
    return type.type();
  }

  @Override
  public String getImplementationEntityName() {
    return type.entityName();
  }
}
