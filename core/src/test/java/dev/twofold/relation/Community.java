package dev.twofold.relation;

import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Stories, people, photos, comments and tags, tied by every kind of relation. */
final class Community {

  static final class StoryEntity {}

  static final class UserEntity {}

  static final class PhotoEntity {}

  static final class CommentEntity {}

  static final class TagEntity {}

  record Story(long id, String title, long authorId, @Nullable Long editorId, String domain) {
    static final ToOne<Story, User> AUTHOR =
        ToOne.of(Story.class, Story::authorId, UserLoader.class);
    static final ToOne<Story, User> EDITOR =
        ToOne.of(Story.class, Story::editorId, UserLoader.class);
    static final ToOne<Story, Photo> PHOTO = AUTHOR.then(User.PHOTO);
    static final ToOne<Story, User> NAMESAKE =
        ToOne.by(Story.class, Story::domain, UserLoader.BY_NAME);
    static final ToMany<Story, Comment> COMMENTS =
        ToMany.of(Story.class, CommentLoader.class, "story");
    static final ToMany<Story, Comment> LATEST = COMMENTS.orderBy(desc("score")).limitPerOwner(2);
    static final ToOne<Story, Comment> BEST = COMMENTS.orderBy(desc("score")).first();
    static final ToMany<Story, User> COMMENTERS = COMMENTS.then(Comment.AUTHOR);
    static final Count<Story> COMMENT_COUNT = COMMENTS.count();
    static final Exists<Story> HAS_COMMENTS = COMMENTS.exists();
    static final Aggregate<Story, Integer> TOP_SCORE =
        Aggregate.max(Story.class, CommentLoader.class, "story", "score", Integer.class);
    static final ToMany<Story, Tag> TAGS = ToMany.collection(Story.class, "tags", TagLoader.class);

    User author() {
      return AUTHOR.require(this);
    }

    Optional<User> editor() {
      return EDITOR.find(this);
    }
  }

  record User(long id, String name, @Nullable Long photoId) {
    static final ToOne<User, Photo> PHOTO = ToOne.of(User.class, User::photoId, PhotoLoader.class);
    static final ToMany<User, Story> STORIES =
        ToMany.of(User.class, StoryLoader.class, "author").orderBy(asc("title"));

    Photo photo() {
      return PHOTO.require(this);
    }
  }

  record Photo(long id, String url) {}

  record Comment(long id, long storyId, @Nullable Long parentId, long authorId, int score) {
    static final ToOne<Comment, User> AUTHOR =
        ToOne.of(Comment.class, Comment::authorId, UserLoader.class);
    static final ToMany<Comment, Comment> REPLIES =
        ToMany.of(Comment.class, CommentLoader.class, "parent").wholeTree();
  }

  record Tag(long id, String name) {}

  static final class StoryLoader extends RowLoader<Long, Story> {
    StoryLoader() {
      super(StoryEntity.class);
    }
  }

  static final class UserLoader extends RowLoader<Long, User> {
    static final UniqueKey<String, User> BY_NAME =
        UniqueKey.of(UserLoader.class, String.class, "name");

    UserLoader() {
      super(UserEntity.class);
    }
  }

  static final class PhotoLoader extends RowLoader<Long, Photo> {
    PhotoLoader() {
      super(PhotoEntity.class);
    }
  }

  static final class CommentLoader extends RowLoader<Long, Comment> {
    CommentLoader() {
      super(CommentEntity.class);
    }
  }

  static final class TagLoader extends RowLoader<Long, Tag> {
    TagLoader() {
      super(TagEntity.class);
    }
  }

  final InMemoryDatabase database = new InMemoryDatabase();
  final InMemoryTier tier = new InMemoryTier();

  /**
   * Stories {@code 1..stories}; story i has author i modulo 10 + 1, whose photo has the same id, no
   * editor, and three comments {@code 10 i + 1..3} with scores 1 to 3 by users 1 to 3, the second
   * in reply to the first and the third in reply to the second; tags 1 and 2, linked as 2, 1.
   */
  Community(int stories) {
    for (long id = 1; id <= 10; id++) {
      database.put(UserEntity.class, id, new User(id, "user " + id, id));
      database.put(PhotoEntity.class, id, new Photo(id, "/photo/" + id));
    }
    database.put(TagEntity.class, 1L, new Tag(1, "java"));
    database.put(TagEntity.class, 2L, new Tag(2, "sql"));
    for (long id = 1; id <= stories; id++) {
      story(new Story(id, "story " + id, id % 10 + 1, null, "user " + (id % 10 + 1)));
      for (int i = 1; i <= 3; i++) {
        comment(new Comment(10 * id + i, id, i == 1 ? null : 10 * id + i - 1, i, i));
      }
      database.link(StoryEntity.class, "tags", id, 2L, 1L);
    }
  }

  Community story(Story story) {
    database.put(StoryEntity.class, story.id(), story);
    return this;
  }

  Community comment(Comment comment) {
    database.put(CommentEntity.class, comment.id(), comment);
    return this;
  }

  Twofold twofold() {
    return twofold(settings -> settings);
  }

  Twofold twofold(UnaryOperator<TwofoldSettings.Builder> settings) {
    return builder(settings).distributed(tier).build();
  }

  /** An engine without a distributed tier, to be added to. */
  Twofold.Builder builder(UnaryOperator<TwofoldSettings.Builder> settings) {
    return Twofold.builder()
        .database(database)
        .settings(settings.apply(TwofoldSettings.builder()).build())
        .register(
            new StoryLoader(),
            new UserLoader(),
            new PhotoLoader(),
            new CommentLoader(),
            new TagLoader());
  }

  static List<Story> stories(LoadScope scope, long count) {
    return scope.requireAll(StoryLoader.class, LongStream.rangeClosed(1, count).boxed().toList());
  }
}
