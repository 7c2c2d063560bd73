package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.Account;
import dev.twofold.Gazette.AccountLoader;
import dev.twofold.Gazette.FrontPageLoader;
import dev.twofold.Gazette.PointsLoader;
import dev.twofold.Gazette.RemarkLoader;
import dev.twofold.Gazette.Story;
import dev.twofold.Gazette.StoryLoader;
import dev.twofold.Gazette.Writer;
import dev.twofold.Gazette.WriterLoader;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.loader.Loader;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.LoaderStats;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** One node of an application: a session factory and an engine of its own. */
final class Node implements AutoCloseable {

  /** Long enough for the first connection of a busy machine. */
  static final TwofoldSettings SETTINGS =
      TwofoldSettings.builder()
          .application("gazette")
          .distributedBudget(Duration.ofSeconds(5))
          .commitLimit(Duration.ofSeconds(1))
          .region("money", RegionPolicy.DEFAULT.withConsistency(Consistency.STRICT))
          .build();

  final TestDatabase database;
  final Twofold twofold;
  private final List<Invalidation> received = new CopyOnWriteArrayList<>();
  private final List<Invalidation> sent = new CopyOnWriteArrayList<>();

  Node(String url, DistributedTier tier, TwofoldSettings settings, Loader<?, ?>... loaders) {
    this(url, options -> {}, tier, settings, loaders);
  }

  /**
   * @param options sets further options of the database
   */
  Node(
      String url,
      Consumer<HibernateDatabase.Builder> options,
      DistributedTier tier,
      TwofoldSettings settings,
      Loader<?, ?>... loaders) {
    database =
        TestDatabase.at(url, Gazette.ENTITIES)
            .setting("hibernate.hbm2ddl.auto", "update")
            .setting("hibernate.current_session_context_class", "thread")
            .open();
    HibernateDatabase.Builder hibernate =
        HibernateDatabase.builder(database.sessionFactory()).entities();
    options.accept(hibernate);
    twofold =
        Twofold.builder()
            .settings(settings)
            .database(hibernate.build())
            .near(EhcacheTier.onHeap())
            .distributed(tier)
            .observe(new Witness())
            .register(loaders)
            .build();
  }

  private final class Witness implements InvalidationObserver {
    @Override
    public void sent(Invalidation stale, boolean confirmed, Duration took) {
      if (confirmed) {
        sent.add(stale);
      }
    }

    @Override
    public void received(Invalidation stale) {
      received.add(stale);
    }
  }

  SessionFactory sessions() {
    return database.sessionFactory();
  }

  /** Writes in a transaction of its own. */
  void write(Consumer<Session> work) {
    sessions().inTransaction(work);
  }

  /** Waits until it hears another node, and forgets what was said before. */
  void awaitListening(Node other) {
    await()
        .until(
            () -> {
              other.twofold.invalidator().clearTag("hello");
              return !received.isEmpty();
            });
    other.sent.clear();
    received.clear();
  }

  /** Waits until it has heard of everything that another node has told since the last time. */
  void awaitHeard(Node other) {
    Invalidation told = union(other.sent);
    await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> told.and(union(received)).equals(union(received)));
    other.sent.clear();
    received.clear();
  }

  private static Invalidation union(List<Invalidation> some) {
    return some.stream().reduce(Invalidation.NOTHING, Invalidation::and);
  }

  /** What it has heard since the last time that it awaited something. */
  List<Invalidation> heard() {
    return List.copyOf(received);
  }

  /** What it has told, and Redis confirmed, since others awaited to hear it. */
  List<Invalidation> sent() {
    return List.copyOf(sent);
  }

  /** Answers a question in a request of its own. */
  <T> T ask(Question<T> question) {
    try (LoadScope scope = twofold.open()) {
      return question.ask(scope);
    }
  }

  interface Question<T> {
    T ask(LoadScope scope);
  }

  /** Asks everything, and tells which loaders asked the database for how many keys. */
  String loads() {
    try (LoadScope scope = twofold.open()) {
      everything(scope);
      return scope.stats().loaders().entrySet().stream()
          .filter(each -> each.getValue().database() + each.getValue().absent() > 0)
          .map(each -> plain(each.getKey()) + "=" + loaded(each.getValue()))
          .collect(Collectors.joining(" "));
    }
  }

  private static long loaded(LoaderStats stats) {
    return stats.database() + stats.absent();
  }

  /** Without what tells associations of the same name apart. */
  static String plain(String loader) {
    return loader.replaceAll("\\.[0-9a-z]{13}$", "");
  }

  /** All answers of a request as text. */
  String everything() {
    return ask(scope -> String.join("\n", everything(scope)));
  }

  private static List<String> everything(LoadScope scope) {
    List<String> answers = new ArrayList<>();
    Consumer<Supplier<?>> ask = question -> answers.add(String.valueOf(question.get()));
    List<Long> ids = LongStream.rangeClosed(1, 9).boxed().toList();
    Loaded<Long, Story> stories = scope.findAll(StoryLoader.class, ids);
    Loaded<Long, Writer> writers = scope.findAll(WriterLoader.class, ids);
    ask.accept(stories::found);
    ask.accept(writers::found);
    for (long id : ids) {
      ask.accept(() -> scope.findBy(StoryLoader.BY_SLUG, "slug-" + id).map(Story::id));
      ask.accept(() -> scope.findBy(WriterLoader.BY_NAME, "writer " + id).map(Writer::id));
    }
    for (Writer writer : writers.inOrder()) {
      ask.accept(() -> Writer.STORY_COUNT.of(writer));
      ask.accept(() -> Writer.STORIES.of(writer).stream().map(Story::id).sorted().toList());
      ask.accept(() -> Writer.BEST.find(writer));
    }
    for (Story story : stories.inOrder()) {
      ask.accept(() -> Story.REMARKS.of(story).stream().map(each -> each.text()).sorted().toList());
      ask.accept(() -> Story.LABELS.of(story).stream().map(each -> each.text()).sorted().toList());
    }
    ask.accept(() -> scope.findAll(PointsLoader.class, ids).found());
    ask.accept(() -> scope.list(FrontPageLoader.class, 3));
    ask.accept(() -> scope.findAll(RemarkLoader.class, List.of(11L, 12L)).found());
    ask.accept(() -> scope.findAll(AccountLoader.class, List.of(1L, 2L)).found());
    return answers;
  }

  int balance(long account) {
    return ask(scope -> scope.require(AccountLoader.class, account).balance());
  }

  String title(long story) {
    return ask(scope -> scope.require(StoryLoader.class, story).title());
  }

  List<Account> accounts() {
    return ask(
        scope ->
            scope.requireAll(AccountLoader.class, LongStream.rangeClosed(1, 100).boxed().toList()));
  }

  @Override
  public void close() {
    twofold.close();
    assertThat(database.connectionsInUse()).isZero();
    database.close();
  }
}
