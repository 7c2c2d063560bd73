package dev.twofold.demo.bench.batch;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;

import dev.twofold.loader.RowLoader;
import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;

/** A link of LinkBench's graph. */
record Link(long id1, int linkType, long id2, String data, long time) {

  /** By what tells links apart. */
  static final class Links extends RowLoader<LinkId, Link> {
    Links() {
      super(LinkEntity.class);
    }
  }

  /** The end that a link begins at. */
  record Source(long id) {

    /** How many kinds of links there are; they count from 0. */
    static final int TYPES = 2;

    static final ToMany<Source, Link> LINKS_OF_TYPE_0 = links(0);
    static final ToMany<Source, Link> LINKS_OF_TYPE_1 = links(1);
    static final Count<Source> COUNT_OF_TYPE_0 = LINKS_OF_TYPE_0.count();
    static final Count<Source> COUNT_OF_TYPE_1 = LINKS_OF_TYPE_1.count();

    private static ToMany<Source, Link> links(int type) {
      return ToMany.of(Source.class, Long.class, Source::id, Link.Links.class, "id1")
          .where(eq("linkType", type))
          .orderBy(desc("time"), asc("id2"));
    }
  }
}
