package dev.twofold.demo.loader;

import dev.twofold.demo.view.Page;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ids of the stories of a page by rank, for those who want the stories as entities. */
public final class FrontPageIds extends BatchLoader<Page, List<Long>> {

  @Override
  public Map<Page, List<Long>> loadAll(Set<Page> pages, LoadContext context) {
    Map<Page, List<Long>> ids = new HashMap<>();
    pages.forEach(page -> ids.put(page, FrontPage.ids(page, context)));
    return ids;
  }
}
