package dev.twofold.demo.loader;

import dev.twofold.demo.view.Page;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import java.util.List;
import org.hibernate.StatelessSession;

/** The stories of a page by rank. */
public final class FrontPage extends ListLoader<Page, Long, Story> {

  public FrontPage() {
    super(StoryLoader.class);
  }

  @Override
  protected List<Long> load(Page page, LoadContext context) {
    return ids(page, context);
  }

  static List<Long> ids(Page page, LoadContext context) {
    return context
        .session(StatelessSession.class)
        .createSelectionQuery(
            "select s.id from StoryEntity s order by s.hotness desc, s.id desc", Long.class)
        .setFirstResult(page.offset())
        .setMaxResults(Page.ROWS)
        .getResultList();
  }
}
