package dev.twofold.demo.view;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where pages come from: one implementation loads through Twofold, one through plain Hibernate.
 * What they answer is equal. Lives for one request, on its thread.
 */
public interface PageSource extends AutoCloseable {

  /** Stories by rank. */
  StoryList front(Page page);

  /** Stories by age, newest first. */
  StoryList recent(Page page);

  /** A story with its comments, or empty if there is none of that id. */
  Optional<StoryPage> story(long id);

  /** A comment with everything below it, or empty if there is none of that id. */
  Optional<CommentPage> comment(long id);

  /**
   * A user with a part of what the user submitted, or empty if there is none of that name or no
   * story to begin after.
   *
   * @param after the last story of the part before; null: the first part
   */
  Optional<UserPage> user(String name, @Nullable Long after);

  /** Stories in the order asked. */
  StoriesById stories(List<Long> ids);

  /** Gives back what the request held. */
  @Override
  void close();
}
