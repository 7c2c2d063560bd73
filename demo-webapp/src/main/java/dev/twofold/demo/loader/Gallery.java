package dev.twofold.demo.loader;

import dev.twofold.demo.view.Page;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import java.util.List;
import org.hibernate.StatelessSession;

/** The pictures of a page, in the order of their ids. */
public final class Gallery extends ListLoader<Page, Long, Picture> {
  public Gallery() {
    super(PictureLoader.class);
  }

  @Override
  protected List<Long> load(Page page, LoadContext context) {
    return context
        .session(StatelessSession.class)
        .createSelectionQuery("select p.id from PictureEntity p order by p.id", Long.class)
        .setFirstResult(page.offset())
        .setMaxResults(Page.SIZE)
        .getResultList();
  }
}
