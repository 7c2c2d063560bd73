package dev.twofold.model.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.model.entity.Library.Author;
import dev.twofold.model.entity.Library.Book;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Some entities and a way from them. */
record Navigation(Class<?> type, List<Long> ids, List<Step> way, boolean planned) {

  static Arbitrary<List<Navigation>> programs() {
    return Combinators.combine(
            Arbitraries.of(Author.class, Book.class),
            Arbitraries.longs().between(1, Graph.ROWS).list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(0, 11).list().ofMaxSize(4),
            Arbitraries.of(true, false))
        .as((type, ids, choices, planned) -> new Navigation(type, ids, way(type, choices), planned))
        .list()
        .ofMaxSize(5);
  }

  private static List<Step> way(Class<?> type, List<Integer> choices) {
    List<Step> way = new ArrayList<>();
    Class<?> at = type;
    for (int choice : choices) {
      Class<?> here = at;
      List<Step> open = Arrays.stream(Step.values()).filter(s -> s.owner() == here).toList();
      if (open.isEmpty()) {
        return way;
      }
      Step step = open.get(choice % open.size());
      way.add(step);
      at = step.target();
    }
    return way;
  }

  String path() {
    return way.stream().map(Step::attribute).collect(Collectors.joining("."));
  }

  /** Touches everything along the way, one step of all after the other. */
  void touch(List<?> roots) {
    List<Object> owners = new ArrayList<>(roots);
    for (Step step : way) {
      List<Object> targets = new ArrayList<>();
      for (Object owner : owners) {
        Object target = step.of(owner);
        if (target instanceof Collection<?> some) {
          targets.addAll(some);
        } else if (target instanceof Library.Named entity) {
          assertThat(entity.getName()).isNotEmpty();
          targets.add(entity);
        }
      }
      owners = targets;
    }
  }

  /** Everything along the way as text: sets without an order, lists in theirs. */
  String read(List<?> roots, Witness witness) {
    return roots.stream().map(root -> read(root, 0, witness)).toList().toString();
  }

  private String read(@Nullable Object value, int position, Witness witness) {
    if (value instanceof Set<?> set) {
      return "set" + set.stream().map(each -> read(each, position, witness)).sorted().toList();
    }
    if (value instanceof List<?> list) {
      return "list" + list.stream().map(each -> read(each, position, witness)).toList();
    }
    if (!(value instanceof Library.Named entity)) {
      return String.valueOf(value);
    }
    witness.met(entity);
    String text = entity.getName() + "#" + entity.getId();
    return position == way.size()
        ? text
        : text + " -> " + read(way.get(position).of(entity), position + 1, witness);
  }

  /** Is shown every entity that is met. */
  interface Witness {
    void met(Library.Named entity);
  }
}
