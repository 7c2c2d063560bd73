package dev.twofold.demo.loader;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;

/** How many comments a story has. */
public final class CommentCounts extends BatchLoader<Long, Long> {

  @Override
  public Map<Long, Long> loadAll(Set<Long> storyIds, LoadContext context) {
    Map<Long, Long> counts = new HashMap<>();
    // No group, no row: the count is zero then, not absent.
    storyIds.forEach(id -> counts.put(id, 0L));
    context
        .session(StatelessSession.class)
        .createSelectionQuery(
            "select c.story.id, count(*) from CommentEntity c where c.story.id in :ids group by"
                + " c.story.id",
            Object[].class)
        .setParameterList("ids", storyIds)
        .getResultList()
        .forEach(row -> counts.put((Long) row[0], (Long) row[1]));
    return counts;
  }
}
