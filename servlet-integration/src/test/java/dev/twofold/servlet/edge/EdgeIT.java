package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.loader.RowLoader;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.relation.ToMany;
import dev.twofold.servlet.JettyServer;
import dev.twofold.servlet.TwofoldFilter;
import dev.twofold.servlet.TwofoldRequest;
import dev.twofold.servlet.WebApplication;
import dev.twofold.servlet.WebServer;
import dev.twofold.servlet.config.PurgeSettings;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.near.NearTier;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two nodes with a page of rows and a relation, on a real Redis and one database: what is asked of
 * whom, and what is purged.
 */
@Timeout(120)
class EdgeIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  /**
   * Each test has an application of its own: a Redis that was emptied is distrusted for a while.
   */
  private static final AtomicInteger STARTS = new AtomicInteger();

  @Entity(name = "Writer")
  static class WriterEntity {
    @Id Long id;
    String name;
  }

  @Entity(name = "Story")
  static class StoryEntity {
    @Id Long id;
    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    WriterEntity writer;
  }

  record Writer(Long id, String name) {
    static final ToMany<Writer, Story> STORIES =
        ToMany.of(Writer.class, StoryLoader.class, "writer");
  }

  record Story(Long id, String title, Long writerId) {}

  static final class WriterLoader extends RowLoader<Long, Writer> {
    WriterLoader() {
      super(WriterEntity.class);
    }
  }

  static final class StoryLoader extends RowLoader<Long, Story> {
    StoryLoader() {
      super(StoryEntity.class);
    }
  }

  /** One node of the application. */
  private static final class Node {

    private final TestDatabase database;
    private final Twofold twofold;
    private final WebServer server;
    private final Edge edge;
    private final AtomicInteger calls = new AtomicInteger();

    /** Of the last request. */
    private volatile String cost = "";

    private final List<Set<String>> purged = new CopyOnWriteArrayList<>();
    private final List<Invalidation> received = new CopyOnWriteArrayList<>();
    private final List<Invalidation> sent = new CopyOnWriteArrayList<>();

    /**
     * @param application its name in Redis, and that of its database
     */
    Node(String application, NearTier near) throws Exception {
      database =
          TestDatabase.at("jdbc:h2:mem:" + application, WriterEntity.class, StoryEntity.class)
              .setting("hibernate.hbm2ddl.auto", "update")
              .open();
      edge =
          Edge.of(
              EdgeNode.settings().withPurge(PurgeSettings.DEFAULT.withAgain(Duration.ZERO)),
              purged::add);
      Twofold.Builder builder =
          Twofold.builder()
              .settings(
                  TwofoldSettings.builder()
                      .application(application)
                      .distributedBudget(Patience.LIMIT)
                      .commitLimit(Duration.ofSeconds(1))
                      .build())
              .database(HibernateDatabase.of(database.sessionFactory()))
              .distributed(RedissonTier.at(REDIS.address()).build())
              .observe(edge)
              .observe(new Witness())
              .register(new WriterLoader(), new StoryLoader());
      twofold = (near == null ? builder : builder.near(near)).build();
      server =
          JettyServer.start(
              new WebApplication()
                  .filter(new TwofoldFilter(twofold))
                  .filter(
                      (request, response, chain) -> {
                        chain.doFilter(request, response);
                        cost = Costs.of(TwofoldRequest.scope(request));
                      })
                  .filter(new EdgeFilter(edge))
                  .servlet(
                      "/writer",
                      (request, response) -> {
                        calls.incrementAndGet();
                        SharedResponse.of(request);
                        LoadScope scope = TwofoldRequest.scope(request);
                        Writer writer = scope.require(WriterLoader.class, 1L);
                        String titles =
                            Writer.STORIES.of(writer).stream()
                                .map(Story::title)
                                .sorted()
                                .collect(Collectors.joining(", "));
                        response.getWriter().print(writer.name() + ": " + titles);
                      }));
    }

    private final class Witness implements InvalidationObserver {
      @Override
      public void sent(Invalidation stale, boolean confirmed, Duration took) {
        sent.add(stale);
      }

      @Override
      public void received(Invalidation stale) {
        received.add(stale);
      }
    }

    void write(Consumer<Session> work) {
      database.sessionFactory().inTransaction(work);
    }

    HttpResponse<String> get(String... headers) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/writer"))
              .timeout(Duration.ofSeconds(60));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return WebServer.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    void awaitListening(Node other) {
      await()
          .atMost(Patience.LIMIT)
          .until(
              () -> {
                other.twofold.invalidator().clearTag("hello");
                return !received.isEmpty() && twofold.stats().listening();
              });
    }

    void close() throws Exception {
      server.stop();
      twofold.close();
      edge.close();
      database.close();
    }
  }

  private Node a;
  private Node b;

  @BeforeEach
  void start() throws Exception {
    String name = "press" + STARTS.incrementAndGet();
    a = new Node(name, new InMemoryNearTier());
    b = new Node(name, null);
    a.awaitListening(b);
    b.awaitListening(a);
    a.write(EdgeIT::fill);
    b.write(session -> session.find(StoryEntity.class, 2L).title = "Fill the tiers");
    await().until(() -> a.received.stream().anyMatch(stale -> !stale.keys().isEmpty()));
    reset();
  }

  private void reset() {
    for (Node node : List.of(a, b)) {
      await().until(() -> node.edge.stats().keysWaiting() == 0);
      await()
          .until(
              () ->
                  node.purged.stream().mapToInt(Set::size).sum() == node.edge.stats().keysPurged());
      node.purged.clear();
      node.sent.clear();
      node.received.clear();
      node.database.reset();
    }
  }

  private static void fill(Session session) {
    WriterEntity ada = new WriterEntity();
    ada.id = 1L;
    ada.name = "Ada";
    session.persist(ada);
    for (long id = 1; id <= 2; id++) {
      StoryEntity story = new StoryEntity();
      story.id = id;
      story.title = "Story " + id;
      story.writer = ada;
      session.persist(story);
    }
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
  }

  private static String tag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static Set<String> keys(HttpResponse<String> response) {
    return Set.copyOf(
        Arrays.asList(response.headers().firstValue("xkey").orElseThrow().split(" ")));
  }

  /** Whom its last request has asked. */
  private static String asked(Node node) {
    String asked = node.cost + " statements=" + node.database.queries().count();
    node.database.reset();
    return asked;
  }

  @Test
  void bothNodes_giveTheSameTag_whereverTheEntriesCameFrom() throws Exception {
    HttpResponse<String> loaded = a.get();
    HttpResponse<String> near = a.get();
    HttpResponse<String> distributed = b.get();

    assertThat(loaded.body()).isEqualTo("Ada: Fill the tiers, Story 1");
    assertThat(List.of(tag(near), tag(distributed))).containsOnly(tag(loaded));
    assertThat(keys(distributed)).isEqualTo(keys(loaded));
    assertThat(a.calls).hasValue(2);
  }

  @Test
  void knownTag_nothingChanged_isOneTripWithoutANearTier_andNoneWithOne() throws Exception {
    String tag = tag(a.get());
    assertThat(tag(b.get())).isEqualTo(tag);
    asked(a);
    asked(b);

    HttpResponse<String> ofB = b.get("If-None-Match", tag);
    assertThat(asked(b)).isEqualTo("waves=1 multiGets=1 statements=0");
    HttpResponse<String> ofA = a.get("If-None-Match", tag);
    assertThat(asked(a)).isEqualTo("waves=1 statements=0");

    assertThat(ofB.statusCode()).isEqualTo(304);
    assertThat(ofA.statusCode()).isEqualTo(304);
    assertThat(a.calls).hasValue(1);
    assertThat(b.calls).hasValue(1);
    assertThat(b.edge.stats().notRendered()).isEqualTo(1);
  }

  @Test
  void commitOnTheOtherNode_changesTheTag_andIsPurgedOnceByThatNodeWithExactlyItsKeys()
      throws Exception {
    HttpResponse<String> before = a.get();

    b.write(session -> session.find(StoryEntity.class, 1L).title = "Story one");
    await().until(() -> !a.received.isEmpty());
    HttpResponse<String> after = a.get("If-None-Match", tag(before));

    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body()).isEqualTo("Ada: Fill the tiers, Story one");
    assertThat(tag(after)).isNotEqualTo(tag(before));
    assertThat(tag(b.get())).isEqualTo(tag(after));
    await().until(() -> !b.purged.isEmpty());
    assertThat(b.sent).hasSize(1);
    Set<String> expected = new HashSet<>();
    for (StaleKey key : b.sent.get(0).keys()) {
      expected.add(SurrogateKeys.ofEntry(key));
      expected.add(SurrogateKeys.ofMany(key.wholeLoader().loader()));
    }
    assertThat(b.purged).containsExactly(expected);
    assertThat(a.purged).isEmpty();
    assertThat(keys(before)).containsAnyElementsOf(expected);
  }

  @Test
  void newRowOfTheRelation_isPurgedByTheKeyOfTheList() throws Exception {
    HttpResponse<String> before = a.get();

    b.write(
        session -> {
          StoryEntity story = new StoryEntity();
          story.id = 3L;
          story.title = "Third";
          story.writer = session.find(WriterEntity.class, 1L);
          session.persist(story);
        });
    await().until(() -> !b.purged.isEmpty());

    assertThat(keys(before)).containsAnyElementsOf(b.purged.get(0));
    assertThat(b.get("If-None-Match", tag(before)).body())
        .isEqualTo("Ada: Fill the tiers, Story 1, Third");
  }
}
