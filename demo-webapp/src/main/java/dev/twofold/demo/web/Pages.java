package dev.twofold.demo.web;

import dev.twofold.LoadScope;
import dev.twofold.demo.dropin.EntityFront;
import dev.twofold.demo.loader.UserLoader;
import dev.twofold.demo.naive.NaivePages;
import dev.twofold.demo.twofold.PlannedFront;
import dev.twofold.demo.twofold.TwofoldPages;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.PageSource;
import dev.twofold.demo.view.StoriesById;
import dev.twofold.demo.view.StoryList;
import dev.twofold.demo.view.UserPage;
import dev.twofold.servlet.TwofoldRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The handlers of all pages that show the community. */
final class Pages {

  /** The loaders that find the user whose page it is. */
  private static final Set<String> USER =
      Set.of(UserLoader.class.getSimpleName(), UserLoader.BY_NAME.toString());

  private final Readiness readiness;
  private final Renderer renderer;

  Pages(Readiness readiness, Renderer renderer) {
    this.readiness = readiness;
    this.renderer = renderer;
  }

  /** The page that is there in every style. */
  Answer front(Visit visit) {
    Page page = visit.query().page();
    try (PageSource source = source(visit)) {
      StoryList list =
          switch (visit.style()) {
            case RELATIONS -> source.front(page);
            case PLAN -> PlannedFront.of(scope(visit), page);
            case ENTITIES -> EntityFront.of(scope(visit), page);
          };
      return renderer.page(visit, "front", requireStories(page, list));
    }
  }

  Answer recent(Visit visit) {
    Page page = visit.query().page();
    try (PageSource source = unstyledSource(visit)) {
      return renderer.page(visit, "recent", requireStories(page, source.recent(page)));
    }
  }

  private static StoryList requireStories(Page page, StoryList list) {
    if (list.stories().isEmpty() && page.number() > 1) {
      throw Problem.notFound("The list ends before page %d.".formatted(page.number()));
    }
    return list;
  }

  Answer story(Visit visit) {
    long id = Query.id("The number of a story", visit.path().group(1));
    try (PageSource source = unstyledSource(visit)) {
      return renderer.page(
          visit,
          "story",
          source
              .story(id)
              .orElseThrow(() -> Problem.notFound("There is no story %d.".formatted(id))));
    }
  }

  Answer comment(Visit visit) {
    long id = Query.id("The number of a comment", visit.path().group(1));
    try (PageSource source = unstyledSource(visit)) {
      return renderer.page(
          visit,
          "comment",
          source
              .comment(id)
              .orElseThrow(() -> Problem.notFound("There is no comment %d.".formatted(id))));
    }
  }

  Answer user(Visit visit) {
    String name = visit.path().group(1);
    @Nullable Long after = visit.query().after();
    try (PageSource source = unstyledSource(visit)) {
      visit.cost().isAbout(USER);
      UserPage page = source.user(name, after).orElseThrow(() -> noUser(after));
      return visit
          .query()
          .edit()
          .flatMap(readiness.await().edits()::report)
          .map(report -> renderer.page(visit, "edited", page, Map.of("report", report)))
          .orElseGet(() -> renderer.page(visit, "user", page));
    }
  }

  private static Problem noUser(@Nullable Long after) {
    return Problem.notFound(
        after == null
            ? "There is no user of that name."
            : "There is no user of that name, or no story %d to go on after.".formatted(after));
  }

  /** Always JSON. */
  Answer stories(Visit visit) {
    List<Long> ids = visit.query().ids();
    try (PageSource source = unstyledSource(visit)) {
      StoriesById stories = source.stories(ids);
      return renderer.json(stories);
    }
  }

  private PageSource unstyledSource(Visit visit) {
    visit.requireUnstyled();
    return source(visit);
  }

  private PageSource source(Visit visit) {
    if (visit.mode() == Mode.NAIVE) {
      visit.cost().loadedBy(Mode.NAIVE.text(), "none");
      return new NaivePages(readiness.await().sessionFactory());
    }
    visit.cost().loadedBy(Mode.TWOFOLD.text(), visit.style().text());
    return new TwofoldPages(scope(visit));
  }

  private static LoadScope scope(Visit visit) {
    return TwofoldRequest.scope(visit.request());
  }
}
