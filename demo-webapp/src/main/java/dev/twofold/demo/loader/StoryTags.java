package dev.twofold.demo.loader;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;

/** The ids of a story's tags, in the alphabetical order of their names: rows of the join table. */
public final class StoryTags extends BatchLoader<Long, List<Long>> {

  @Override
  public Map<Long, List<Long>> loadAll(Set<Long> storyIds, LoadContext context) {
    Map<Long, List<Long>> tagIds = new LinkedHashMap<>();
    // A story without tags has an empty list; left out, it would be absent.
    storyIds.forEach(id -> tagIds.put(id, new ArrayList<>()));
    context
        .session(StatelessSession.class)
        .createSelectionQuery(
            """
            select s.id, t.id from StoryEntity s join s.tags t where s.id in :ids
            order by t.name
            """,
            Object[].class)
        .setParameterList("ids", storyIds)
        .getResultList()
        .forEach(
            row ->
                tagIds.computeIfAbsent((Long) row[0], id -> new ArrayList<>()).add((Long) row[1]));
    return tagIds;
  }
}
