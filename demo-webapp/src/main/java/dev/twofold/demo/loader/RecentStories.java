package dev.twofold.demo.loader;

import dev.twofold.demo.view.Page;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import java.util.List;
import org.hibernate.StatelessSession;

/** The stories of a page by age, newest first. */
public final class RecentStories extends ListLoader<Page, Long, Story> {

  public RecentStories() {
    super(StoryLoader.class);
  }

  @Override
  protected List<Long> load(Page page, LoadContext context) {
    return context
        .session(StatelessSession.class)
        .createSelectionQuery(
            "select s.id from StoryEntity s order by s.created desc, s.id desc", Long.class)
        .setFirstResult(page.offset())
        .setMaxResults(Page.ROWS)
        .getResultList();
  }
}
