package dev.twofold.docs;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
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

  // snippet: values
  public record User(long id, String name) {}

  public record Story(long id, String title, long authorId) {}

  // end

  // snippet: row-loaders
  public static final class UserLoader extends RowLoader<Long, User> {
    public static final UniqueKey<String, User> BY_NAME =
        UniqueKey.of(UserLoader.class, String.class, "name");

    public UserLoader() {
      super(UserEntity.class);
    }
  }

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
