package dev.twofold.internal.registry;

import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.internal.registry.LoadFunction.Byproduct;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.PageReader.Start;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The load functions of relations to mapped rows. What they load are lists of ids; the rows come
 * along, each once, so that a list that no tier had costs one statement with its rows.
 *
 * @param <O> type of the owners' keys
 * @param <K> type of the rows' keys
 * @param <V> type of the rows
 */
final class RelatedLoads<O, K, V extends Record> {

  private final RowLoads<K, V> rows;
  private final UnaryOperator<O> ownerNormalization;

  RelatedLoads(RowLoads<K, V> rows, UnaryOperator<O> ownerNormalization) {
    this.rows = rows;
    this.ownerNormalization = ownerNormalization;
  }

  /** Lists by owner. */
  LoadFunction<O, List<K>> lists(RelationReader<O, K, V> reader) {
    return (owners, call) -> {
      Lists lists = new Lists(owners);
      AskedOwners<O> asked = new AskedOwners<>(owners, ownerNormalization);
      for (Related<O, K, V> related : reader.read(owners, call.parameters(), call.get())) {
        lists.add(asked.require(related.owner()), related);
      }
      return new Answer<>(lists.byOwner, Map.of(), lists.byproducts);
    };
  }

  /**
   * Lists by owner, and those of all rows below: a row is an owner too.
   *
   * @param self completes the circle: the loader that has this load function
   */
  LoadFunction<O, List<K>> trees(RelationReader<O, K, V> reader, Self<O, K> self) {
    return (owners, call) -> {
      Lists lists = new Lists(owners);
      for (Related<O, K, V> related : reader.read(owners, call.parameters(), call.get())) {
        K id = lists.add(ownerNormalization.apply(related.owner()), related);
        lists.of(asOwner(id));
      }
      Map<O, List<K>> asked = new LinkedHashMap<>();
      lists.byOwner.forEach(
          (owner, ids) -> {
            if (owners.contains(owner)) {
              asked.put(owner, ids);
            } else {
              lists.byproducts.add(new Byproduct<>(self.loader(), owner, ids));
            }
          });
      return new Answer<>(asked, Map.of(), lists.byproducts);
    };
  }

  @SuppressWarnings("unchecked") // the rows of a tree are owners: that is checked when it is built
  private O asOwner(K id) {
    return (O) id;
  }

  /** Lists by page: one statement for pages of the same size of different owners. */
  LoadFunction<PageKey<O, K>, List<K>> pages(PageReader<O, K, V> reader) {
    return (pages, call) -> {
      Map<PageKey<O, K>, List<K>> answer = new LinkedHashMap<>();
      List<Byproduct<?, ?>> byproducts = new ArrayList<>();
      for (Map<O, PageKey<O, K>> statement : statements(pages)) {
        int size = statement.values().iterator().next().size();
        Lists lists = new Lists(statement.keySet());
        AskedOwners<O> asked = new AskedOwners<>(statement.keySet(), ownerNormalization);
        for (Related<O, K, V> related :
            reader.read(starts(statement, call), size, call.parameters(), call.get())) {
          lists.add(asked.require(related.owner()), related);
        }
        statement.forEach((owner, page) -> answer.put(page, lists.of(owner)));
        byproducts.addAll(lists.byproducts);
      }
      return new Answer<>(answer, Map.of(), byproducts);
    };
  }

  /** Pages by owner, in as many groups as it takes for each to have one size and no owner twice. */
  private List<Map<O, PageKey<O, K>>> statements(Set<PageKey<O, K>> pages) {
    Map<Integer, List<Map<O, PageKey<O, K>>>> bySize = new LinkedHashMap<>();
    for (PageKey<O, K> page : pages) {
      List<Map<O, PageKey<O, K>>> groups =
          bySize.computeIfAbsent(page.size(), size -> new ArrayList<>());
      groups.stream()
          .filter(group -> !group.containsKey(page.owner()))
          .findFirst()
          .orElseGet(() -> added(groups))
          .put(page.owner(), page);
    }
    return bySize.values().stream().flatMap(List::stream).toList();
  }

  private static <T, P> Map<T, P> added(List<Map<T, P>> groups) {
    Map<T, P> group = new LinkedHashMap<>();
    groups.add(group);
    return group;
  }

  @SuppressWarnings("unchecked") // who asks for a page gives the row that it starts after
  private List<Start<O, V>> starts(Map<O, PageKey<O, K>> pages, LoadFunction.Call call) {
    List<Start<O, V>> starts = new ArrayList<>(pages.size());
    pages.forEach((owner, page) -> starts.add(new Start<>(owner, (V) call.hint(page))));
    return starts;
  }

  /** The loader that has a load function. */
  static final class Self<O, K> {

    private @Nullable RegisteredLoader<O, List<K>, List<K>> loader;

    void is(RegisteredLoader<O, List<K>, List<K>> registered) {
      loader = registered;
    }

    private RegisteredLoader<O, List<K>, List<K>> loader() {
      if (loader == null) {
        throw new IllegalStateException("the loader of a tree is not complete");
      }
      return loader;
    }
  }

  /** What a statement says about owners, and about rows. */
  private final class Lists {

    private final Map<O, List<K>> byOwner = new LinkedHashMap<>();
    private final Set<K> told = new HashSet<>();
    private final List<Byproduct<?, ?>> byproducts = new ArrayList<>();

    Lists(Set<O> owners) {
      owners.forEach(this::of);
    }

    List<K> of(O owner) {
      return byOwner.computeIfAbsent(owner, absent -> new ArrayList<>());
    }

    K add(O owner, Related<O, K, V> related) {
      K id = rows.idOf(related.row());
      of(owner).add(id);
      if (told.add(id)) {
        rows.tell(related.row(), byproducts);
      }
      return id;
    }
  }
}
