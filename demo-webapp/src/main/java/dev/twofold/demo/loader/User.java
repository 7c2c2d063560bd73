package dev.twofold.demo.loader;

import static dev.twofold.criteria.Order.desc;

import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member of the community. */
public record User(long id, String name, String about, Instant joined, long photoId) {

  public static final ToOne<User, Photo> PHOTO =
      ToOne.of(User.class, User::photoId, PhotoLoader.class);

  public static final ToMany<User, Story> STORIES =
      ToMany.of(User.class, StoryLoader.class, "author").orderBy(desc("created"), desc("id"));

  public static final Count<User> VOTE_COUNT = Count.of(User.class, VoteLoader.class, "user");

  public Photo photo() {
    return PHOTO.require(this);
  }

  /**
   * A page of what the user submitted, newest first.
   *
   * @param after the last story of the page before; null: the first page
   */
  public List<Story> stories(@Nullable Story after, int size) {
    return STORIES.page(this, after, size);
  }

  /** For how many stories the user has voted. */
  public long voteCount() {
    return VOTE_COUNT.of(this);
  }
}
