package dev.twofold.model.relation;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Condition.ge;
import static dev.twofold.criteria.Condition.isNull;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;

import dev.twofold.model.relation.Loaders.Appeals;
import dev.twofold.model.relation.Loaders.Comments;
import dev.twofold.model.relation.Loaders.Profiles;
import dev.twofold.model.relation.Loaders.Stories;
import dev.twofold.model.relation.Loaders.StoriesOf;
import dev.twofold.model.relation.Loaders.Tags;
import dev.twofold.model.relation.Loaders.Users;
import dev.twofold.model.relation.Loaders.Votes;
import dev.twofold.relation.Aggregate;
import dev.twofold.relation.Count;
import dev.twofold.relation.Exists;
import dev.twofold.relation.ToAny;
import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@link Entities} and their relations. Relations through others come last in each
 * record: two records that name each other are initialized together.
 */
final class Rows {

  private Rows() {}

  /** A row that knows its key. */
  interface Keyed {
    Object key();
  }

  record User(Long id, String name) implements Keyed {
    static final ToOne<User, Profile> PROFILE = ToOne.inverse(User.class, Profiles.class, "user");
    static final ToMany<User, Story> STORIES =
        ToMany.of(User.class, Stories.class, "author").orderBy(desc("points"));
    static final ToMany<User, Story> STORIES_LISTED =
        ToMany.list(User.class, User::id, StoriesOf.class);
    static final Count<User> EDITED = Count.of(User.class, Stories.class, "editor");
    static final Aggregate<User, Double> POINTS =
        Aggregate.average(User.class, Stories.class, "author", "points");

    @Override
    public Object key() {
      return id;
    }
  }

  record Profile(Long id, Long userId) implements Keyed {
    static final ToOne<Profile, User> USER = ToOne.of(Profile.class, Profile::userId, Users.class);

    @Override
    public Object key() {
      return id;
    }
  }

  record Story(Long id, @Nullable Integer points, Long authorId, @Nullable Long editorId)
      implements Keyed {
    static final ToOne<Story, User> AUTHOR = ToOne.of(Story.class, Story::authorId, Users.class);
    static final ToOne<Story, User> EDITOR = ToOne.of(Story.class, Story::editorId, Users.class);
    static final ToMany<Story, Comment> COMMENTS = ToMany.of(Story.class, Comments.class, "story");
    static final ToMany<Story, Comment> BEST_COMMENTS =
        COMMENTS.orderBy(desc("likes"), desc("author")).limitPerOwner(2);
    static final ToMany<Story, Comment> HIDDEN_FIRST =
        COMMENTS.orderBy(desc("hidden")).limitPerOwner(2);
    static final ToMany<Story, Comment> FIRST_VISIBLE =
        COMMENTS.where(eq("hidden", false), isNull("parent")).limitPerOwner(3);
    static final ToOne<Story, Comment> LAST_COMMENT = COMMENTS.orderBy(desc("id")).first();
    static final ToMany<Story, Tag> TAGS = ToMany.collection(Story.class, "tags", Tags.class);
    static final ToMany<Story, Tag> TAGS_BY_NAME = TAGS.orderBy(desc("name")).limitPerOwner(2);
    static final ToMany<Story, Vote> VOTES =
        ToMany.of(Story.class, Votes.class, "id.storyId").orderBy(asc("amount"));
    static final Count<Story> COMMENT_COUNT = Count.of(Story.class, Comments.class, "story");
    static final Count<Story> LIKED_COUNT = COMMENT_COUNT.where(ge("likes", 2));
    static final Count<Story> TAG_COUNT = TAGS.count();
    static final Exists<Story> HAS_HIDDEN = COMMENTS.where(eq("hidden", true)).exists();
    static final Aggregate<Story, Long> LIKES =
        Aggregate.sum(Story.class, Comments.class, "story", "likes", Long.class);
    static final Aggregate<Story, Integer> MOST_LIKES =
        Aggregate.max(Story.class, Comments.class, "story", "likes", Integer.class);
    static final ToMany<Story, User> COMMENTERS = COMMENTS.then(Comment.AUTHOR);
    static final ToMany<Story, Story> OF_SAME_AUTHOR = AUTHOR.then(User.STORIES);

    @Override
    public Object key() {
      return id;
    }
  }

  record Comment(
      Long id,
      @Nullable Integer likes,
      boolean hidden,
      @Nullable String mentions,
      Long storyId,
      Long authorId,
      @Nullable Long parentId)
      implements Keyed {
    static final ToOne<Comment, Story> STORY =
        ToOne.of(Comment.class, Comment::storyId, Stories.class);
    static final ToOne<Comment, User> AUTHOR =
        ToOne.of(Comment.class, Comment::authorId, Users.class);
    static final ToOne<Comment, Comment> PARENT =
        ToOne.of(Comment.class, Comment::parentId, Comments.class);
    static final ToOne<Comment, User> MENTIONED =
        ToOne.by(Comment.class, Comment::mentions, Users.BY_NAME);
    static final ToOne<Comment, Vote> AUTHORS_VOTE =
        ToOne.of(
            Comment.class,
            comment -> new VoteId(comment.storyId(), comment.authorId()),
            Votes.class);
    static final ToMany<Comment, Comment> REPLIES =
        ToMany.of(Comment.class, Comments.class, "parent").orderBy(desc("likes"));
    static final ToMany<Comment, Comment> TREE =
        ToMany.of(Comment.class, Comments.class, "parent").wholeTree();
    static final Count<Comment> REPLY_COUNT = Count.of(Comment.class, Comments.class, "parent");
    static final ToOne<Comment, User> STORY_AUTHOR = STORY.then(Story.AUTHOR);

    @Override
    public Object key() {
      return id;
    }
  }

  record Tag(Long id, String name) implements Keyed {
    static final ToMany<Tag, Story> STORIES =
        ToMany.collection(Tag.class, "stories", Stories.class);
    static final ToMany<Tag, User> AUTHORS = STORIES.then(Story.AUTHOR);

    @Override
    public Object key() {
      return id;
    }
  }

  record VoteId(long storyId, long userId) {}

  record Vote(VoteId id, int amount) implements Keyed {
    static final ToOne<Vote, User> USER =
        ToOne.of(Vote.class, vote -> vote.id().userId(), Users.class);
    static final ToMany<Vote, Appeal> APPEALS = ToMany.of(Vote.class, Appeals.class, "vote");

    @Override
    public Object key() {
      return id;
    }
  }

  record Appeal(Long id, @Nullable VoteId voteId) implements Keyed {
    static final ToOne<Appeal, Vote> VOTE = ToOne.of(Appeal.class, Appeal::voteId, Votes.class);

    @Override
    public Object key() {
      return id;
    }
  }

  record Flag(Long id, @Nullable String kind, @Nullable Long target) implements Keyed {
    static final ToAny<Flag, Keyed> TARGET =
        ToAny.of(Flag.class, Keyed.class, Flag::kind, Flag::target)
            .when("story", Stories.class)
            .when("comment", Comments.class)
            .when("user", Users.class);

    @Override
    public Object key() {
      return id;
    }
  }
}
