package dev.twofold.demo.loader;

import dev.twofold.demo.view.Page;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import java.util.List;
import org.hibernate.StatelessSession;

/** The stories of a page that a user submitted, newest first. */
public final class UserStories extends ListLoader<UserStories.Arguments, Long, Story> {

  /** Whose stories, and which page of them, from 1. */
  public record Arguments(long userId, int page) {}

  public UserStories() {
    super(StoryLoader.class);
  }

  @Override
  protected List<Long> load(Arguments arguments, LoadContext context) {
    return context
        .session(StatelessSession.class)
        .createSelectionQuery(
            """
            select s.id from StoryEntity s where s.author.id = :user
            order by s.created desc, s.id desc
            """,
            Long.class)
        .setParameter("user", arguments.userId())
        .setFirstResult(new Page(arguments.page()).offset())
        .setMaxResults(Page.ROWS)
        .getResultList();
  }
}
