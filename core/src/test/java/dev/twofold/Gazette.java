package dev.twofold;

import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Aggregate;
import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.DynamicUpdate;

/**
 * Writers and their stories, remarks on them, labels, accounts of a strict region; loaders of rows
 * and loaders written by hand.
 */
final class Gazette {

  static final Class<?>[] ENTITIES = {
    WriterEntity.class,
    StoryEntity.class,
    RemarkEntity.class,
    LabelEntity.class,
    AccountEntity.class
  };

  static final Parameter<String> LOCALE = Parameter.of("locale", String.class);

  private Gazette() {}

  @Entity(name = "Writer")
  static class WriterEntity {
    @Id Long id;

    @Column(unique = true)
    String name;

    String motto;

    @OneToMany(mappedBy = "writer")
    Set<StoryEntity> stories = new HashSet<>();

    String getName() {
      return name;
    }

    Set<StoryEntity> getStories() {
      return stories;
    }
  }

  @Entity(name = "Story")
  @DynamicUpdate
  static class StoryEntity {
    @Id Long id;
    String title;

    @Column(unique = true)
    String slug;

    int points;

    @ManyToOne(fetch = FetchType.LAZY)
    WriterEntity writer;

    @ManyToMany Set<LabelEntity> labels = new HashSet<>();

    String getTitle() {
      return title;
    }
  }

  @Entity(name = "Remark")
  static class RemarkEntity {
    @Id Long id;
    @Version int version;
    String text;

    @ManyToOne(fetch = FetchType.LAZY)
    StoryEntity story;
  }

  @Entity(name = "Label")
  static class LabelEntity {
    @Id Long id;
    String text;
  }

  @Entity(name = "Account")
  static class AccountEntity {
    @Id Long id;
    int balance;
  }

  record Writer(Long id, String name) {
    static final ToMany<Writer, Story> STORIES =
        ToMany.of(Writer.class, StoryLoader.class, "writer");
    static final Count<Writer> STORY_COUNT = STORIES.count();
    static final Aggregate<Writer, Integer> BEST =
        Aggregate.max(Writer.class, StoryLoader.class, "writer", "points", Integer.class);
  }

  record Story(Long id, String title, String slug, int points, Long writerId) {
    static final ToMany<Story, Remark> REMARKS =
        ToMany.of(Story.class, RemarkLoader.class, "story");
    static final ToMany<Story, Label> LABELS =
        ToMany.collection(Story.class, "labels", LabelLoader.class);
  }

  record Remark(Long id, String text, Long storyId) {}

  record Label(Long id, String text) {}

  record Account(Long id, int balance) {}

  static final class WriterLoader extends RowLoader<Long, Writer> {
    static final UniqueKey<String, Writer> BY_NAME =
        UniqueKey.of(WriterLoader.class, String.class, "name");

    WriterLoader() {
      super(WriterEntity.class);
    }
  }

  static final class StoryLoader extends RowLoader<Long, Story> {
    static final UniqueKey<String, Story> BY_SLUG =
        UniqueKey.of(StoryLoader.class, String.class, "slug");

    StoryLoader() {
      super(StoryEntity.class);
    }

    @Override
    public String region() {
      return "stories";
    }
  }

  static final class RemarkLoader extends RowLoader<Long, Remark> {
    RemarkLoader() {
      super(RemarkEntity.class);
    }
  }

  static final class LabelLoader extends RowLoader<Long, Label> {
    LabelLoader() {
      super(LabelEntity.class);
    }
  }

  /** Of a region that tests make strict. */
  static final class AccountLoader extends RowLoader<Long, Account> {
    AccountLoader() {
      super(AccountEntity.class);
    }

    @Override
    public String region() {
      return "money";
    }
  }

  /** The points of all stories of a writer, by a query of the application. */
  static final class PointsLoader extends BatchLoader<Long, Long> {
    @Override
    public Map<Long, Long> loadAll(Set<Long> writers, LoadContext context) {
      Map<Long, Long> points = new HashMap<>();
      context
          .session(StatelessSession.class)
          .createSelectionQuery(
              "select s.writer.id, sum(s.points) from Story s where s.writer.id in :writers"
                  + " group by s.writer.id",
              Object[].class)
          .setParameterList("writers", writers)
          .getResultList()
          .forEach(row -> points.put((Long) row[0], (Long) row[1]));
      return points;
    }

    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(
          Dependency.on(StoryEntity.class, change -> change.values("writer", Long.class)));
    }
  }

  /** The best stories, under a tag. */
  static final class FrontPageLoader extends ListLoader<Integer, Long, Story> {
    FrontPageLoader() {
      super(StoryLoader.class);
    }

    @Override
    protected List<Long> load(Integer length, LoadContext context) {
      return context
          .session(StatelessSession.class)
          .createSelectionQuery("select s.id from Story s order by s.points desc, s.id", Long.class)
          .setMaxResults(length)
          .getResultList();
    }

    @Override
    public Set<String> tags(Integer length) {
      return Set.of("front");
    }

    @Override
    public List<Dependency<Integer>> dependencies() {
      return List.of(Dependency.on(StoryEntity.class));
    }
  }

  static Loader<?, ?>[] loaders() {
    return new Loader<?, ?>[] {
      new WriterLoader(),
      new StoryLoader(),
      new RemarkLoader(),
      new LabelLoader(),
      new AccountLoader(),
      new PointsLoader(),
      new FrontPageLoader()
    };
  }

  /**
   * Three writers; stories 1 to 6, two of each, story {@code i} with {@code 10 i} points, label
   * {@code i % 2 + 1} and two remarks; accounts 1 to 100 with a balance of 100.
   */
  static void fill(Session session) {
    for (long id = 1; id <= 2; id++) {
      LabelEntity label = new LabelEntity();
      label.id = id;
      label.text = "label " + id;
      session.persist(label);
    }
    for (long id = 1; id <= 3; id++) {
      session.persist(writer(id));
    }
    for (long id = 1; id <= 6; id++) {
      StoryEntity story = story(id, session.find(WriterEntity.class, (id + 1) / 2));
      story.labels.add(session.find(LabelEntity.class, id % 2 + 1));
      session.persist(story);
      session.persist(remark(id * 10 + 1, story));
      session.persist(remark(id * 10 + 2, story));
    }
    for (long id = 1; id <= 100; id++) {
      AccountEntity account = new AccountEntity();
      account.id = id;
      account.balance = 100;
      session.persist(account);
    }
  }

  static WriterEntity writer(long id) {
    WriterEntity writer = new WriterEntity();
    writer.id = id;
    writer.name = "writer " + id;
    writer.motto = "motto " + id;
    return writer;
  }

  static StoryEntity story(long id, WriterEntity writer) {
    StoryEntity story = new StoryEntity();
    story.id = id;
    story.title = "story " + id;
    story.slug = "slug-" + id;
    story.points = (int) (10 * id);
    story.writer = writer;
    return story;
  }

  static RemarkEntity remark(long id, StoryEntity story) {
    RemarkEntity remark = new RemarkEntity();
    remark.id = id;
    remark.text = "remark " + id;
    remark.story = story;
    return remark;
  }
}
