package dev.twofold.internal.relation;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.RegisteredUniqueKey;
import dev.twofold.internal.registry.RelatedAggregate;
import dev.twofold.internal.registry.RelatedRows;
import dev.twofold.internal.registry.RelationLoaders;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.LoaderTypes;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Relation;
import dev.twofold.relation.RelationDefinition;
import dev.twofold.relation.RelationDefinition.Aggregated;
import dev.twofold.relation.RelationDefinition.ByKey;
import dev.twofold.relation.RelationDefinition.ByKind;
import dev.twofold.relation.RelationDefinition.ByUniqueKey;
import dev.twofold.relation.RelationDefinition.First;
import dev.twofold.relation.RelationDefinition.Listed;
import dev.twofold.relation.RelationDefinition.Mapped;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.relation.RelationDefinition.Through;
import dev.twofold.relation.ToMany;
import dev.twofold.tier.relation.AggregateFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns the definition of a relation into its route, or says why that cannot work. */
final class RouteCompiler {

  private final LoaderRegistry registry;
  private final RelationLoaders loaders;

  RouteCompiler(LoaderRegistry registry) {
    this.registry = registry;
    this.loaders = registry.relationLoaders();
  }

  RegisteredRelation relation(String name, RelationDefinition<?> definition) {
    return new RegisteredRelation(
        name,
        definition,
        target(definition),
        verb(definition),
        route(name, definition),
        loaders.keyOf(definition.owner()));
  }

  private static Class<?> target(RelationDefinition<?> whole) {
    RelationDefinition<?> definition = whole;
    while (definition instanceof Through<?, ?> through) {
      definition = through.second().definition();
    }
    if (definition instanceof ByKey<?, ?, ?> byKey) {
      return valueType(byKey.target());
    }
    if (definition instanceof ByUniqueKey<?, ?, ?> byUnique) {
      return valueType(byUnique.uniqueKey().loader());
    }
    if (definition instanceof MappedRows<?> rows) {
      return valueType(rows.target());
    }
    if (definition instanceof First<?> first) {
      return valueType(first.rows().target());
    }
    if (definition instanceof Listed<?, ?, ?> listed) {
      return valueType(listed.lists());
    }
    if (definition instanceof Mapped<?, ?> mapped) {
      return mapped.target();
    }
    return definition instanceof ByKind<?> byKind ? byKind.target() : Object.class;
  }

  private static Class<?> valueType(Class<?> loader) {
    return LoaderTypes.valueType(LoaderTypes.applicationClass(loader)) instanceof Class<?> type
        ? type
        : Object.class;
  }

  private static String verb(RelationDefinition<?> definition) {
    if (definition instanceof Aggregated || definition instanceof ByKind) {
      return "also";
    }
    return isMany(definition) ? "many" : "one";
  }

  private static boolean isMany(RelationDefinition<?> definition) {
    RelationDefinition<?> each = definition;
    while (each instanceof Through<?, ?> through) {
      if (through.second() instanceof ToMany) {
        return true;
      }
      each = through.first().definition();
    }
    return each instanceof MappedRows
        || each instanceof Listed
        || (each instanceof Mapped<?, ?> mapped && mapped.many());
  }

  private Route route(String name, RelationDefinition<?> definition) {
    if (definition instanceof ByKey<?, ?, ?> byKey) {
      return byKey(name, byKey);
    }
    if (definition instanceof ByUniqueKey<?, ?, ?> byUnique) {
      return byUnique(name, byUnique);
    }
    if (definition instanceof Mapped<?, ?> mapped) {
      return route(name, loaders.association(name, mapped));
    }
    if (definition instanceof MappedRows<?> rows) {
      return list(loaders.rows(name, rows, rows.limitPerOwner()), rows.wholeTree());
    }
    if (definition instanceof First<?> first) {
      return new FirstRoute<>(
          name, list(loaders.rows(name, first.rows(), first.only() ? 2 : 1), false), first.only());
    }
    if (definition instanceof Listed<?, ?, ?> listed) {
      return listed(name, listed);
    }
    if (definition instanceof Through<?, ?> through) {
      return through(name, through);
    }
    if (definition instanceof ByKind<?> byKind) {
      return byKind(name, byKind);
    }
    return aggregate(name, (Aggregated<?, ?>) definition);
  }

  @SuppressWarnings("unchecked") // a relation is asked for its owners only
  private static <O, K> Function<Object, @Nullable K> ofOwner(
      Function<? super O, ? extends @Nullable K> function) {
    return owner -> function.apply((O) owner);
  }

  private <O, K, T> Route byKey(String name, ByKey<O, K, T> definition) {
    return new KeyRoute<>(
        ofOwner(definition.key()),
        registered(
            name,
            definition.owner(),
            definition.target(),
            () -> registry.require(definition.target())));
  }

  private <O, U, T extends Record> Route byUnique(String name, ByUniqueKey<O, U, T> definition) {
    UniqueKey<U, T> declared = definition.uniqueKey();
    RegisteredUniqueKey<U, Object, T> uniqueKey =
        registered(name, definition.owner(), declared.loader(), () -> registry.require(declared));
    return new UniqueRoute<>(
        ofOwner(definition.value()), declared, uniqueKey, registry.rowsOf(declared));
  }

  private <Q, K, V> ListRoute<Q, K> list(RelatedRows<Q, K, V> related, boolean wholeTree) {
    return new ListRoute<>(
        related.key(),
        related.lists(),
        related.rows(),
        related.membership(),
        new ListRoute.Paging<>(related.pages(), related.idOf()),
        wholeTree);
  }

  private <O, A, T> Route listed(String name, Listed<O, A, T> definition) {
    return listed(name, definition, definition.lists());
  }

  @SuppressWarnings("unchecked") // a list loader lists ids of the loader that it names
  private <O, A, K, T> Route listed(
      String name, Listed<O, A, T> definition, Class<? extends ListLoader<A, ?, T>> type) {
    Class<? extends ListLoader<A, K, T>> loader = (Class<? extends ListLoader<A, K, T>>) type;
    RegisteredLoader<A, ?, List<K>> lists =
        registered(name, definition.owner(), loader, () -> registry.require(loader));
    return new ListRoute<>(
        ofOwner(definition.arguments()),
        lists,
        registry.rowsOf(loader),
        List.of(lists),
        null,
        false);
  }

  /** Flattened by a loop: a path of relations may be long. */
  private Route through(String name, Through<?, ?> definition) {
    Deque<Relation<?, ?>> relations = new ArrayDeque<>();
    Deque<Relation<?, ?>> open = new ArrayDeque<>(List.of(definition.second(), definition.first()));
    while (!open.isEmpty()) {
      Relation<?, ?> next = open.pollLast();
      if (next.definition() instanceof Through<?, ?> inner) {
        open.addLast(inner.second());
        open.addLast(inner.first());
      } else {
        relations.addLast(next);
      }
    }
    List<Route> hops = new ArrayList<>();
    for (Relation<?, ?> each : relations) {
      hops.add(route("%s (hop %d)".formatted(name, hops.size() + 1), each.definition()));
    }
    return new ThroughRoute(name, List.copyOf(hops), isMany(definition));
  }

  private <O> Route byKind(String name, ByKind<O> definition) {
    if (definition.targets().isEmpty()) {
      throw new ConfigurationException(
          "relation %s names no kind; add one with ToAny.when".formatted(name));
    }
    Map<Object, Route> routes = new HashMap<>();
    definition
        .targets()
        .forEach((kind, loader) -> routes.put(kind, kind(name, definition, loader)));
    return new KindRoute(name, ofOwner(definition.kind()), Map.copyOf(routes));
  }

  /**
   * Keys of a relation by kind have no type of their own: each is held against that of its loader.
   */
  @SuppressWarnings("unchecked") // the key is checked before it is one
  private <O, K> Route kind(
      String name, ByKind<O> definition, Class<? extends Loader<?, ?>> loader) {
    Class<?> keyType = LoaderTypes.keyType(LoaderTypes.applicationClass(loader));
    Class<? extends Loader<K, Object>> type = (Class<? extends Loader<K, Object>>) loader;
    return new KeyRoute<K>(
        owner -> {
          Object key = definition.key().apply(definition.owner().cast(owner));
          if (key != null && !keyType.isInstance(key)) {
            throw new IllegalArgumentException(
                "relation %s: an owner has a key of type %s, but %s has keys of type %s"
                    .formatted(
                        name, key.getClass().getName(), loader.getSimpleName(), keyType.getName()));
          }
          return (K) key;
        },
        registered(name, definition.owner(), loader, () -> registry.require(type)));
  }

  private <N> Route aggregate(String name, Aggregated<?, N> definition) {
    return aggregate(definition.function(), loaders.aggregate(name, definition));
  }

  private static <Q, N> Route aggregate(
      AggregateFunction function, RelatedAggregate<Q, N> aggregate) {
    return new AggregateRoute<>(
        aggregate.key(),
        aggregate.results(),
        aggregate.none(),
        aggregate.lists(),
        aggregate.rows(),
        ofSize(function),
        aggregate.membership());
  }

  @SuppressWarnings("unchecked") // N is what the function results in
  private static <N> @Nullable LongFunction<N> ofSize(AggregateFunction function) {
    return switch (function) {
      case COUNT -> size -> (N) Long.valueOf(size);
      case EXISTS -> size -> (N) Boolean.valueOf(size > 0);
      case SUM, MINIMUM, MAXIMUM, AVERAGE -> null;
    };
  }

  private static <R> R registered(
      String relation, Class<?> owner, Class<?> target, Supplier<R> required) {
    try {
      return required.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "relation %s leads from %s to %s: %s"
              .formatted(relation, owner.getSimpleName(), target.getSimpleName(), e.getMessage()),
          e);
    }
  }
}
