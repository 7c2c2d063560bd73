package dev.twofold.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaded;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.loader.Loader;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for values of one target by id, and tells the model what was answered. */
final class Questions<V> {

  private final World world;
  private final Target target;
  private final Class<? extends Loader<Long, V>> loader;
  private final BiFunction<Long, Integer, V> primed;

  /**
   * @param primed makes a value that no database ever had
   */
  Questions(
      World world,
      Target target,
      Class<? extends Loader<Long, V>> loader,
      BiFunction<Long, Integer, V> primed) {
    this.world = world;
    this.target = target;
    this.loader = loader;
    this.primed = primed;
  }

  private Cell cell(Long key) {
    return new Cell(target, key);
  }

  private List<Cell> cells(List<Long> keys) {
    return keys.stream().map(this::cell).toList();
  }

  void find(Request request, Long key) {
    one(request, cell(key), () -> request.scope().find(loader, key));
  }

  void require(Request request, Long key) {
    one(
        request,
        cell(key),
        () -> {
          try {
            return Optional.of(request.scope().require(loader, key));
          } catch (AbsentException e) {
            return Optional.empty();
          }
        });
  }

  private static <V> void one(Request request, Cell cell, Supplier<Optional<V>> question) {
    try {
      request.answered(cell, question.get().orElse(null));
    } catch (LoadException e) {
      request.couldNotLoad(cell);
    }
  }

  void findAll(Request request, List<Long> keys) {
    Loaded<Long, V> loaded = request.scope().findAll(loader, keys);
    assertPartition(keys, loaded);
    loaded.found().forEach((key, value) -> request.answered(cell(key), value));
    loaded.missing().forEach(key -> request.answered(cell(key), null));
    loaded.failed().forEach((key, reason) -> failed(request, cell(key), reason));
    assertInOrder(keys, loaded);
  }

  private static void failed(Request request, Cell cell, RuntimeException reason) {
    if (String.valueOf(reason.getMessage()).contains(" -> ")) {
      assertThat(reason).hasMessageMatching(".*: Cards( -> Notes)+ -> Cards;.*");
    } else {
      request.couldNotLoad(cell);
    }
  }

  private void assertPartition(List<Long> keys, Loaded<Long, V> loaded) {
    LinkedHashSet<Long> answered = new LinkedHashSet<>(loaded.found().keySet());
    answered.addAll(loaded.missing());
    answered.addAll(loaded.failed().keySet());
    assertThat(answered).containsExactlyInAnyOrderElementsOf(new HashSet<>(keys));
    assertThat(loaded.found().size() + loaded.missing().size() + loaded.failed().size())
        .isEqualTo(answered.size());
  }

  private void assertInOrder(List<Long> keys, Loaded<Long, V> loaded) {
    if (loaded.failed().isEmpty()) {
      List<@Nullable V> expected =
          keys.stream().filter(loaded.found()::containsKey).map(loaded.found()::get).toList();
      assertThat(loaded.inOrder()).isEqualTo(expected);
    }
  }

  void requireAll(Request request, List<Long> keys) {
    try {
      List<V> values = request.scope().requireAll(loader, keys);
      assertThat(values).hasSameSizeAs(keys);
      for (int i = 0; i < keys.size(); i++) {
        request.answered(cell(keys.get(i)), values.get(i));
      }
    } catch (AbsentException e) {
      assertThat(keys).anyMatch(key -> request.allowed(cell(key)).contains(Truth.ABSENT));
    } catch (LoadException e) {
      assertThat(keys).anyMatch(key -> request.hasFailed(cell(key)));
    }
  }

  void lazy(Request request, List<Long> keys) {
    for (Long key : keys) {
      request.handles().add(new Handle(cell(key), request.scope().lazy(loader, key)));
    }
  }

  static void read(Request request, Handle handle) {
    one(request, handle.cell(), () -> handle.lazy().find());
  }

  void peek(Request request, Long key) {
    int loads = request.loads();
    request
        .scope()
        .peek(loader, key)
        .ifPresentOrElse(
            value -> request.answered(cell(key), value), () -> request.foundNothing(cell(key)));
    assertLoadedNothing(request, loads);
  }

  void peekAll(Request request, List<Long> keys) {
    int loads = request.loads();
    Loaded<Long, V> loaded = request.scope().peekAll(loader, keys);
    assertPartition(keys, loaded);
    assertThat(loaded.failed()).isEmpty();
    loaded.found().forEach((key, value) -> request.answered(cell(key), value));
    loaded.missing().forEach(key -> request.foundNothing(cell(key)));
    assertLoadedNothing(request, loads);
  }

  /** The request form of a card asks for another card, which may be loaded. */
  private void assertLoadedNothing(Request request, int before) {
    if (target != Target.CARDS) {
      assertThat(request.loads()).as("loads of a peek").isEqualTo(before);
    }
  }

  void prime(Request request, Long key, int version) {
    V value = primed.apply(key, version);
    request.primed(cell(key), value, request.scope().prime(loader, key, value));
  }

  void refresh(Request request, Long key) {
    request.refreshing(List.of(cell(key)));
    try {
      request.refreshed(cell(key), request.scope().refresh(loader, key).orElse(null));
    } catch (LoadException e) {
      request.couldNotLoad(cell(key));
    } finally {
      request.refreshingEnds();
    }
  }

  void refreshAll(Request request, List<Long> keys) {
    request.refreshing(cells(keys));
    try {
      Loaded<Long, V> loaded = request.scope().refreshAll(loader, keys);
      assertPartition(keys, loaded);
      loaded.found().forEach((key, value) -> request.refreshed(cell(key), value));
      loaded.missing().forEach(key -> request.refreshed(cell(key), null));
      loaded.failed().keySet().forEach(key -> request.couldNotLoad(cell(key)));
    } finally {
      request.refreshingEnds();
    }
  }

  void invalidate(Request request, List<Long> keys) {
    boolean confirmed = request.scope().invalidate(loader, keys);
    for (Cell cell : cells(keys)) {
      if (confirmed) {
        world.truth.gone(cell);
      }
      request.invalidated(cell);
    }
  }
}
