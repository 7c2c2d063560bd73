package dev.twofold.docs;

import static dev.twofold.criteria.Condition.isNull;
import static dev.twofold.criteria.Order.desc;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Aggregate;
import dev.twofold.relation.Count;
import dev.twofold.relation.Exists;
import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** The application that the examples are about. */
final class Example {

  private Example() {}

  @Entity(name = "User")
  @Table(name = "users")
  static class UserEntity {
    @Id long id;
    String name;

    protected UserEntity() {}

    UserEntity(long id, String name) {
      this.id = id;
      this.name = name;
    }

    public long getId() {
      return id;
    }
  }

  @Entity(name = "Story")
  @Table(name = "stories")
  static class StoryEntity {
    @Id long id;
    String title;
    long score;

    @ManyToOne(fetch = FetchType.LAZY)
    UserEntity author;

    protected StoryEntity() {}

    StoryEntity(long id, String title, long score, UserEntity author) {
      this.id = id;
      this.title = title;
      this.score = score;
      this.author = author;
    }
  }

  @Entity(name = "Comment")
  @Table(name = "comments")
  static class CommentEntity {
    @Id long id;
    String text;

    @ManyToOne(fetch = FetchType.LAZY)
    StoryEntity story;

    @ManyToOne(fetch = FetchType.LAZY)
    CommentEntity parent;

    @ManyToOne(fetch = FetchType.LAZY)
    UserEntity author;

    protected CommentEntity() {}

    CommentEntity(
        long id, String text, StoryEntity story, CommentEntity parent, UserEntity author) {
      this.id = id;
      this.text = text;
      this.story = story;
      this.parent = parent;
      this.author = author;
    }
  }

  // snippet: values
  public record User(long id, String name) {}

  public record Story(long id, String title, long authorId) {
    static final ToOne<Story, User> AUTHOR =
        ToOne.of(Story.class, Story::authorId, UserLoader.class);
    static final ToMany<Story, Comment> LATEST =
        ToMany.of(Story.class, CommentLoader.class, "story").orderBy(desc("id")).limitPerOwner(5);

    public User author() {
      return AUTHOR.require(this); // resolves for every story of this request
    }

    public List<Comment> latest() {
      return LATEST.of(this); // the last five of every story, in one statement
    }
  }

  // end

  // snippet: comment
  public record Comment(long id, String text, long authorId, Long parentId) {
    static final ToOne<Comment, User> AUTHOR =
        ToOne.of(Comment.class, Comment::authorId, UserLoader.class);
    static final ToOne<Comment, Comment> PARENT =
        ToOne.of(Comment.class, Comment::parentId, CommentLoader.class);
    static final ToMany<Comment, Comment> REPLIES =
        ToMany.of(Comment.class, CommentLoader.class, "parent").wholeTree();

    public User author() {
      return AUTHOR.require(this);
    }

    public List<Comment> replies() {
      return REPLIES.of(this);
    }
  }

  // end

  // snippet: more-relations
  static final class Relations {
    static final ToMany<Story, Comment> COMMENTS =
        ToMany.of(Story.class, CommentLoader.class, "story");
    static final ToMany<Story, Comment> QUESTIONS = COMMENTS.where(isNull("parent"));
    static final ToOne<Story, Comment> NEWEST = COMMENTS.orderBy(desc("id")).first();
    static final ToMany<Story, User> COMMENTERS = COMMENTS.then(Comment.AUTHOR);
    static final Count<Story> COMMENT_COUNT = COMMENTS.count();
    static final Exists<Story> HAS_COMMENTS = COMMENTS.exists();
    static final Aggregate<Story, Long> LAST_ID =
        Aggregate.max(Story.class, CommentLoader.class, "story", "id", Long.class);
  }

  // end

  // snippet: comment-loader
  public static final class CommentLoader extends RowLoader<Long, Comment> {
    public CommentLoader() {
      super(CommentEntity.class);
    }
  }

  // end

  // snippet: user-loader
  public static final class UserLoader extends RowLoader<Long, User> {
    public static final UniqueKey<String, User> BY_NAME =
        UniqueKey.of(UserLoader.class, String.class, "name");

    public UserLoader() {
      super(UserEntity.class);
    }
  }

  // end

  // snippet: story-loader
  public static final class StoryLoader extends RowLoader<Long, Story> {
    public StoryLoader() {
      super(StoryEntity.class);
    }
  }

  // end

  // snippet: list-loader
  public record Page(int number, int size) {}

  public static final class FrontPage extends ListLoader<Page, Long, Story> {
    public FrontPage() {
      super(StoryLoader.class);
    }

    @Override
    protected List<Long> load(Page page, LoadContext context) {
      return context
          .session(StatelessSession.class)
          .createSelectionQuery("select s.id from Story s order by s.score desc, s.id", Long.class)
          .setFirstResult((page.number() - 1) * page.size())
          .setMaxResults(page.size())
          .getResultList();
    }
  }

  // end

  // snippet: batch-loader
  public static final class StoryCounts extends BatchLoader<Long, Long> {
    @Override
    public Map<Long, Long> loadAll(Set<Long> authorIds, LoadContext context) {
      Map<Long, Long> counts =
          authorIds.stream()
              .collect(Collectors.toMap(id -> id, id -> 0L, Math::max, LinkedHashMap::new));
      context
          .session(StatelessSession.class)
          .createSelectionQuery(
              "select s.author.id, count(*) from Story s where s.author.id in :ids group by"
                  + " s.author.id",
              Object[].class)
          .setParameterList("ids", authorIds)
          .getResultList()
          .forEach(row -> counts.put((Long) row[0], (Long) row[1]));
      return counts;
    }
  }

  // end

  // snippet: form-loader
  public record Greeting(String text, Visitor to) {}

  public static final class Greetings extends FormLoader<Long, String, Greeting> {
    @Override
    public Map<Long, String> loadAll(Set<Long> userIds, LoadContext context) {
      return context
          .session(StatelessSession.class)
          .createSelectionQuery(
              "select u.id, u.name from User u where u.id in :ids", Object[].class)
          .setParameterList("ids", userIds)
          .getResultStream()
          .collect(Collectors.toMap(row -> (Long) row[0], row -> "Hello, " + row[1]));
    }

    @Override
    public Greeting requestForm(Long userId, String cached) {
      return new Greeting(cached, Visitor.ofThisRequest());
    }
  }

  // end

  record Visitor(String name) {
    static Visitor ofThisRequest() {
      return new Visitor("you");
    }
  }
}
