package dev.twofold.demo.start;

import com.zaxxer.hikari.HikariDataSource;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.demo.cost.JdbcMeter;
import dev.twofold.demo.data.CommunityDatabase;
import dev.twofold.demo.edit.Ballot;
import dev.twofold.demo.edit.Easel;
import dev.twofold.demo.edit.RecentEdits;
import dev.twofold.demo.edit.UserEditor;
import dev.twofold.demo.edit.ViewCounts;
import dev.twofold.demo.fault.Faults;
import dev.twofold.demo.loader.StoryLoader;
import dev.twofold.demo.node.Node;
import dev.twofold.servlet.edge.Edge;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** The parts of the application running as one node. Thread-safe. */
public final class DemoApplication implements AutoCloseable {

  private final Closing closing;
  private final JdbcMeter meter;
  private final SessionFactory sessionFactory;
  private final Optional<String> redisAddress;
  private final Twofold twofold;
  private final Faults faults;
  private final UserEditor editor;
  private final RecentEdits edits;
  private final Ballot ballot;
  private final Easel easel;
  private final ViewCounts views;
  private final Edge edge;

  private DemoApplication(
      Closing closing,
      JdbcMeter meter,
      SessionFactory sessionFactory,
      Optional<String> redisAddress,
      Twofold twofold,
      Faults faults,
      Node node,
      @Nullable WriteQueue<Long, Long> views,
      Edge edge) {
    this.closing = closing;
    this.meter = meter;
    this.sessionFactory = sessionFactory;
    this.redisAddress = redisAddress;
    this.twofold = twofold;
    this.faults = faults;
    this.editor = new UserEditor(sessionFactory, node.log());
    this.edits = new RecentEdits(node);
    this.ballot = new Ballot(sessionFactory);
    this.easel = new Easel(sessionFactory);
    this.views = new ViewCounts(sessionFactory, views);
    this.edge = edge;
  }

  /**
   * Starts everything, and generates the data of a database without any. If it cannot, what was
   * started is closed.
   *
   * @param node which one it is
   * @throws RuntimeException if something does not answer
   */
  public static DemoApplication start(DemoSettings settings, Node node) {
    Closing closing = new Closing();
    boolean started = false;
    try {
      DemoApplication application = start(settings, node, closing);
      started = true;
      return application;
    } finally {
      if (!started) {
        closing.close();
      }
    }
  }

  private static DemoApplication start(DemoSettings settings, Node node, Closing closing) {
    HikariDataSource pool = closing.later(ConnectionPool.open(settings.database()));
    if (settings.database().isInMemory()) {
      closing.later(() -> endWithLastConnection(pool));
    }
    // The data takes as long as all the rest: they need not wait for each other.
    CompletableFuture<Void> data =
        CompletableFuture.runAsync(
            () -> createData(pool, settings), task -> new Thread(task, "demo-data").start());
    JdbcMeter meter = new JdbcMeter();
    Faults faults = new Faults();
    DataSource breakable = meter.metered(faults.switched(pool), faults.delay());
    SessionFactory sessionFactory = closing.later(HibernateMapping.open(breakable));
    Optional<String> redisAddress = redisAddress(settings.redis(), closing);
    // A queue looks for the table of its positions as soon as there is an engine.
    data.join();
    WriteBehind<Long, Long> behind = ViewCounts.behind(sessionFactory);
    Edge edge = closing.later(Edge.of(settings.edge()));
    Twofold twofold =
        new NodeEngine(settings, node, sessionFactory, redisAddress, faults, edge, behind)
            .open(closing);
    // Closed first: nothing else may have to wait for threads that hang in a frozen tier.
    closing.later(faults);
    warmUp(twofold);
    return new DemoApplication(
        closing,
        meter,
        sessionFactory,
        redisAddress,
        twofold,
        faults,
        node,
        redisAddress.isPresent() ? twofold.queue(behind) : null,
        edge);
  }

  private static void createData(DataSource pool, DemoSettings settings) {
    try {
      CommunityDatabase.createIfAbsent(pool, settings.scale());
    } catch (SQLException e) {
      throw new IllegalStateException("could not create the community in the database", e);
    }
  }

  /**
   * Takes every step of a read once, by asking for what is not there: the first page need not wait
   * for classes to load, and finds nothing of its own in Redis.
   */
  private static void warmUp(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      scope.find(StoryLoader.class, 0L);
    }
  }

  private static Optional<String> redisAddress(RedisChoice choice, Closing closing) {
    if (choice instanceof RedisChoice.At at) {
      return Optional.of(at.address());
    }
    return choice instanceof RedisChoice.Embedded
        ? Optional.of(closing.later(EmbeddedRedis.start()).address())
        : Optional.empty();
  }

  private static void endWithLastConnection(DataSource inMemory) throws SQLException {
    try (Connection connection = inMemory.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set db_close_delay 0");
    }
  }

  /** Counts what reaches the database. */
  public JdbcMeter meter() {
    return meter;
  }

  /** Plain Hibernate, for comparison. */
  public SessionFactory sessionFactory() {
    return sessionFactory;
  }

  /** Where its Redis is; empty: it has none. */
  public Optional<String> redisAddress() {
    return redisAddress;
  }

  public Twofold twofold() {
    return twofold;
  }

  /** What can be broken on purpose. */
  public Faults faults() {
    return faults;
  }

  /** Changes users. */
  public UserEditor editor() {
    return editor;
  }

  /** What it has changed of late. */
  public RecentEdits edits() {
    return edits;
  }

  /** Votes for stories. */
  public Ballot ballot() {
    return ballot;
  }

  /** Draws pictures anew. */
  public Easel easel() {
    return easel;
  }

  /** Counts views of pictures. */
  public ViewCounts views() {
    return views;
  }

  /** The caches in front of it. */
  public Edge edge() {
    return edge;
  }

  /** Stops everything that was started, in reverse order. */
  @Override
  public void close() {
    closing.close();
  }
}
