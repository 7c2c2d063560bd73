package dev.twofold.hibernate.entity;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.entity.Navigation.Destination;
import dev.twofold.tier.entity.EntityLoad;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An entity with all its subclasses: they share keys, states and copies, since an id tells one of
 * them whatever class it is asked as.
 *
 * <p>A state has the values of all columns of all classes, then the position of its class among
 * {@link #kinds}.
 */
final class EntityHierarchy {

  private final EntityPersister root;
  private final StateLayout layout;
  private final List<EntityPersister> kinds = new ArrayList<>();
  private final Map<String, Integer> kindByName = new HashMap<>();
  private final Map<String, CopiedClass> copies = new HashMap<>();
  private final Map<String, BitSet> columnsByKind = new HashMap<>();
  private final Map<String, Proxies> proxies = new ConcurrentHashMap<>();
  private final Map<String, EntityRows> rows = new ConcurrentHashMap<>();
  private final int[] idColumns;
  private final EntityStates states;
  private @Nullable Part id;
  private @Nullable ConfigurationException refusal;

  EntityHierarchy(EntityPersister root, StateSource source) {
    this.root = root;
    this.layout = new StateLayout(root instanceof UnionSubclassEntityPersister);
    this.idColumns = layout.addAll(selectables(root.getIdentifierMapping()));
    this.states = new EntityStates(this, source);
    root.getSubMappingTypes().stream()
        .map(EntityMappingType::getEntityPersister)
        .sorted((a, b) -> a.getEntityName().compareTo(b.getEntityName()))
        .forEach(this::addKind);
    addKind(root);
  }

  private void addKind(EntityPersister kind) {
    kindByName.put(kind.getEntityName(), kinds.size());
    kinds.add(kind);
  }

  static List<SelectableMapping> selectables(ModelPart part) {
    List<SelectableMapping> selectables = new ArrayList<>();
    part.forEachSelectable((index, selectable) -> selectables.add(selectable));
    return selectables;
  }

  /** What loads the states. */
  EntityStates states() {
    return states;
  }

  /** How rows of a class become states; asked for once the hierarchy is complete. */
  EntityRows rows(EntityPersister entity) {
    return rows.computeIfAbsent(entity.getEntityName(), first -> new EntityRows(this, entity));
  }

  /** What makes proxies of a class; generated when the first is needed. */
  Proxies proxies(EntityPersister entity) {
    return proxies.computeIfAbsent(entity.getEntityName(), first -> new Proxies(entity, idPart()));
  }

  EntityPersister root() {
    return root;
  }

  StateLayout layout() {
    return layout;
  }

  int[] idColumns() {
    return idColumns;
  }

  /** The columns of a key. */
  List<StateColumn> keyColumns() {
    return Arrays.stream(idColumns).mapToObj(layout.columns()::get).toList();
  }

  /** The codec of keys. */
  ValueCodec<Object> keyCodec() {
    if (idColumns.length == 1) {
      return ValueCodec.of(keyColumns().get(0).type());
    }
    Map<String, Type> types = new LinkedHashMap<>();
    keyColumns().forEach(column -> types.put(column.name(), column.type()));
    return tuples(types);
  }

  /** The codec of states. The classes are named: their order is part of the states. */
  ValueCodec<Object> codec() {
    Map<String, Type> types = layout.types();
    types.put(
        "{class of %s}".formatted(kinds.stream().map(EntityPersister::getImportedName).toList()),
        Integer.class);
    return tuples(types);
  }

  @SuppressWarnings("unchecked") // keys and states of several columns are tuples
  private static ValueCodec<Object> tuples(Map<String, Type> types) {
    return (ValueCodec<Object>) (ValueCodec<?>) ValueCodec.ofTuple(types);
  }

  /** The classes, abstract ones too. */
  List<EntityPersister> kinds() {
    return kinds;
  }

  int kind(String entityName) {
    Integer kind = kindByName.get(entityName);
    if (kind == null) {
      throw new IllegalStateException(entityName + " is no subclass of " + name());
    }
    return kind;
  }

  /** Says how ids are made of states. */
  void identifiedBy(Part part) {
    id = part;
  }

  Part idPart() {
    if (id == null) {
      requireMapped();
      throw new IllegalStateException(name() + " is not complete");
    }
    return id;
  }

  /** Says which columns the copies of a class need. */
  void columns(EntityPersister kind, BitSet columns) {
    columnsByKind.put(kind.getEntityName(), columns);
  }

  /** Says how the copies of a class are made. */
  void copied(CopiedClass copy) {
    copies.put(copy.entityName(), copy);
  }

  /** Says why there are no copies. */
  void refuse(ConfigurationException reason) {
    refusal = reason;
  }

  /**
   * Refuses a hierarchy that there are no copies of.
   *
   * @throws ConfigurationException why
   */
  void requireCopyable() {
    requireMapped();
    states.requireReadable();
  }

  /** As {@link #requireCopyable}, of its own classes alone. */
  void requireMapped() {
    if (refusal != null) {
      throw refusal;
    }
  }

  /** The key of an id. */
  Object key(Object identifier) {
    List<Object> columns = new ArrayList<>(idColumns.length);
    root.getIdentifierMapping()
        .breakDownJdbcValues(identifier, (index, value, selectable) -> columns.add(value), null);
    return columns.size() == 1 ? columns.get(0) : Collections.unmodifiableList(columns);
  }

  /** How the copy of a state is made. */
  CopiedClass copied(List<?> state) {
    Integer kind = (Integer) state.get(state.size() - 1);
    CopiedClass copy = copies.get(kinds.get(kind).getEntityName());
    if (copy == null) {
      throw new IllegalStateException(kinds.get(kind).getEntityName() + " is abstract");
    }
    return copy;
  }

  /** What the steps from the copies of a class and its subclasses lead to, by their names. */
  Map<String, Set<Destination>> steps(EntityPersister entity) {
    Map<String, Set<Destination>> steps = new TreeMap<>();
    for (CopiedClass copy : copies(entity)) {
      copy.navigations()
          .forEach(
              (step, navigation) ->
                  steps
                      .computeIfAbsent(step, first -> new LinkedHashSet<>())
                      .add(navigation.destination()));
    }
    return steps;
  }

  /** The loads of associations that have the ids of their owners as keys, by name. */
  Map<String, Set<EntityLoad>> rememberedByOwner(EntityPersister entity) {
    Map<String, Set<EntityLoad>> remembered = new TreeMap<>();
    for (CopiedClass copy : copies(entity)) {
      copy.rememberedBy(idColumns)
          .forEach(
              (attribute, load) ->
                  remembered.computeIfAbsent(attribute, first -> new LinkedHashSet<>()).add(load));
    }
    return remembered;
  }

  private List<CopiedClass> copies(EntityPersister entity) {
    List<CopiedClass> some = new ArrayList<>();
    for (EntityPersister kind : kinds) {
      CopiedClass copy = copies.get(kind.getEntityName());
      if (copy != null && kind.isTypeOrSuperType(entity)) {
        some.add(copy);
      }
    }
    return some;
  }

  /** The positions of the columns that an entity and its subclasses have. */
  int[] columnsOf(EntityPersister entity) {
    BitSet columns = new BitSet();
    for (int id : idColumns) {
      columns.set(id);
    }
    for (EntityPersister kind : kinds) {
      if (kind.isTypeOrSuperType(entity)) {
        columns.or(columnsByKind.getOrDefault(kind.getEntityName(), new BitSet()));
      }
    }
    return columns.stream().toArray();
  }

  /** The name of the root in queries, which is unique. */
  String name() {
    return root.getImportedName();
  }
}
