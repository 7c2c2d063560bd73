package dev.twofold.demo.web;

import dev.twofold.demo.naive.NaivePages;
import dev.twofold.demo.twofold.TwofoldPages;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.PageSource;
import dev.twofold.demo.view.StoriesById;
import dev.twofold.demo.view.StoryList;
import dev.twofold.servlet.TwofoldRequest;
import java.util.List;

/** The handlers of all pages that show the community. */
final class Pages {

  private final Readiness readiness;
  private final Renderer renderer;

  Pages(Readiness readiness, Renderer renderer) {
    this.readiness = readiness;
    this.renderer = renderer;
  }

  Answer front(Visit visit) {
    Page page = visit.query().page();
    try (PageSource source = source(visit)) {
      return renderer.page(visit, "front", requireStories(page, source.front(page)));
    }
  }

  Answer recent(Visit visit) {
    Page page = visit.query().page();
    try (PageSource source = source(visit)) {
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
    try (PageSource source = source(visit)) {
      return renderer.page(
          visit,
          "story",
          source
              .story(id)
              .orElseThrow(() -> Problem.notFound("There is no story %d.".formatted(id))));
    }
  }

  Answer user(Visit visit) {
    String name = visit.path().group(1);
    Page page = visit.query().page();
    try (PageSource source = source(visit)) {
      return renderer.page(
          visit,
          "user",
          source
              .user(name, page)
              .orElseThrow(() -> Problem.notFound("There is no user of that name.")));
    }
  }

  /** Always JSON. */
  Answer stories(Visit visit) {
    List<Long> ids = visit.query().ids();
    try (PageSource source = source(visit)) {
      StoriesById stories = source.stories(ids);
      return renderer.json(stories);
    }
  }

  private PageSource source(Visit visit) {
    visit.cost().loadedBy(visit.mode().text());
    return visit.mode() == Mode.NAIVE
        ? new NaivePages(readiness.await().sessionFactory())
        : new TwofoldPages(TwofoldRequest.scope(visit.request()));
  }
}
