package dev.twofold.servlet.docs;

import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** The application that the examples are about: its data and its loaders. */
final class Example {

  static final SessionFactory sessionFactory =
      new Configuration()
          .addAnnotatedClass(UserEntity.class)
          .addAnnotatedClass(StoryEntity.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:servlet-examples")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();

  static final Parameter<String> LOCALE = Parameter.of("locale", String.class);

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

    @ManyToOne(fetch = FetchType.LAZY)
    UserEntity author;

    protected StoryEntity() {}

    StoryEntity(long id, String title, UserEntity author) {
      this.id = id;
      this.title = title;
      this.author = author;
    }
  }

  public record User(long id, String name) {}

  public record Story(long id, String title, long authorId) {}

  public static final class UserLoader extends RowLoader<Long, User> {
    public UserLoader() {
      super(UserEntity.class);
    }
  }

  public static final class StoryLoader extends RowLoader<Long, Story> {
    public StoryLoader() {
      super(StoryEntity.class);
    }
  }

  /** Says hello in the locale of the scope. */
  static final class Greetings extends BatchLoader<String, String> {
    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LOCALE);
    }

    @Override
    public Map<String, String> loadAll(Set<String> names, LoadContext context) {
      return names.stream()
          .collect(
              Collectors.toMap(
                  name -> name, name -> "%s (%s)".formatted(name, context.parameter(LOCALE))));
    }
  }
}
