package dev.twofold.demo.loader;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;

/** How many stories a user has voted for. */
public final class VoteCounts extends BatchLoader<Long, Long> {

  @Override
  public Map<Long, Long> loadAll(Set<Long> userIds, LoadContext context) {
    Map<Long, Long> counts = new HashMap<>();
    // No group, no row: the count is zero then, not absent.
    userIds.forEach(id -> counts.put(id, 0L));
    context
        .session(StatelessSession.class)
        .createSelectionQuery(
            "select v.user.id, count(*) from VoteEntity v where v.user.id in :ids group by"
                + " v.user.id",
            Object[].class)
        .setParameterList("ids", userIds)
        .getResultList()
        .forEach(row -> counts.put((Long) row[0], (Long) row[1]));
    return counts;
  }
}
