package dev.twofold.demo.loader;

import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import java.util.List;
import org.hibernate.StatelessSession;

/** The comments of a story, oldest first. */
public final class StoryComments extends ListLoader<Long, Long, Comment> {

  public StoryComments() {
    super(CommentLoader.class);
  }

  @Override
  protected List<Long> load(Long storyId, LoadContext context) {
    return context
        .session(StatelessSession.class)
        .createSelectionQuery(
            "select c.id from CommentEntity c where c.story.id = :story order by c.id", Long.class)
        .setParameter("story", storyId)
        .getResultList();
  }
}
