package dev.twofold.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaded;
import dev.twofold.error.LoadException;
import dev.twofold.model.Loaders.Pages;
import dev.twofold.model.Loaders.Users;
import dev.twofold.model.World.User;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks for users by name and by page, and tells the model what was answered. */
final class NameQuestions {

  private final World world;

  NameQuestions(World world) {
    this.world = world;
  }

  private static Cell user(User user) {
    return new Cell(Target.USERS, user.id());
  }

  private static Cell named(String name) {
    return new Cell(Target.NAMES, name);
  }

  void find(Request request, String name) {
    request.refreshing(userCells());
    try {
      Optional<User> user = request.scope().findBy(Users.BY_NAME, name);
      user.ifPresentOrElse(found -> found(request, name, found), () -> missing(request, name));
    } catch (LoadException e) {
      assertFailed(request, name);
    } finally {
      request.refreshingEnds();
    }
  }

  void findAll(Request request, List<String> names) {
    request.refreshing(userCells());
    try {
      Loaded<String, User> loaded = request.scope().findAllBy(Users.BY_NAME, names);
      Set<String> answered = new LinkedHashSet<>(loaded.found().keySet());
      answered.addAll(loaded.missing());
      answered.addAll(loaded.failed().keySet());
      assertThat(answered).containsExactlyInAnyOrderElementsOf(new LinkedHashSet<>(names));
      loaded.found().forEach((name, user) -> found(request, name, user));
      loaded.missing().forEach(name -> missing(request, name));
      loaded.failed().keySet().forEach(name -> assertFailed(request, name));
    } finally {
      request.refreshingEnds();
    }
  }

  private static List<Cell> userCells() {
    List<Cell> cells = new ArrayList<>();
    for (long id = 1; id <= Programs.KEYS; id++) {
      cells.add(new Cell(Target.USERS, id));
    }
    return cells;
  }

  private static void found(Request request, String name, User user) {
    assertThat(user.name()).isEqualTo(name);
    request.answeredOrReplaced(user(user), user);
  }

  private static void missing(Request request, String name) {
    request.assertAllowed(named(name), Truth.ABSENT);
  }

  private static void assertFailed(Request request, String name) {
    assertThat(
            Stream.concat(Stream.of(named(name)), userCells().stream())
                .anyMatch(request::hasFailed))
        .as("a load of '%s' or of its row has failed", name)
        .isTrue();
  }

  /** Names are handed on, so whoever renames a row says so for the old name and for the new one. */
  void invalidate(Request request, List<Cell> before, List<Cell> after) {
    Set<Cell> cells = new LinkedHashSet<>(before);
    cells.addAll(after);
    boolean confirmed =
        request
            .scope()
            .invalidateBy(Users.BY_NAME, cells.stream().map(cell -> (String) cell.key()).toList());
    for (Cell cell : cells) {
      if (confirmed) {
        world.truth.gone(cell);
      }
      request.invalidated(cell);
    }
  }

  void list(Request request, long page) {
    Cell cell = new Cell(Target.PAGES, page);
    try {
      List<User> rows = request.scope().list(Pages.class, page);
      rows.forEach(row -> request.answered(user(row), row));
      assertThat(request.allowed(cell)).anyMatch(version -> fits(request, version, rows));
    } catch (LoadException e) {
      assertThat(Stream.concat(Stream.of(cell), userCells().stream()).anyMatch(request::hasFailed))
          .isTrue();
    }
  }

  /** Whether the rows are those of one version of the page, without rows that do not exist. */
  private boolean fits(Request request, int version, List<User> rows) {
    List<Long> found = rows.stream().map(User::id).toList();
    List<Long> ids = world.pages.getOrDefault(version, List.of());
    return ids.stream().filter(found::contains).toList().equals(found)
        && ids.stream()
            .filter(id -> !found.contains(id))
            .allMatch(id -> request.allowed(new Cell(Target.USERS, id)).contains(Truth.ABSENT));
  }

  void invalidatePage(Request request, long page) {
    Cell cell = new Cell(Target.PAGES, page);
    if (request.scope().invalidate(Pages.class, List.of(page))) {
      world.truth.gone(cell);
    }
    request.invalidated(cell);
  }
}
