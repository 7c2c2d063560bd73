package dev.twofold.demo.bench.batch;

import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import java.util.List;
import org.hibernate.StatelessSession;

/** Something that can be bought. */
record Item(long id, String name, int price, int quantity) {

  /** How many items a page lists. */
  static final int PAGE = 10;

  /** By id. */
  static final class Items extends RowLoader<Long, Item> {
    Items() {
      super(ItemEntity.class);
    }
  }

  /** The items of a page; pages count from 0. */
  static final class Pages extends ListLoader<Long, Long, Item> {

    Pages() {
      super(Items.class);
    }

    @Override
    protected List<Long> load(Long page, LoadContext context) {
      return context
          .session(StatelessSession.class)
          .createSelectionQuery("select i.id from ItemEntity i order by i.id", Long.class)
          .setFirstResult(Math.toIntExact(page * PAGE))
          .setMaxResults(PAGE)
          .getResultList();
    }
  }
}
