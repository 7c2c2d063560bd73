package dev.twofold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.loader.RowLoader;
import dev.twofold.redisson.QuietTier;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.Restart;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.Patience;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Rows of two mebibytes, on nodes that keep them on disk and out of Redis. */
final class Pictures {

  static final int BYTES = 2 << 20;
  static final List<Long> TEN = LongStream.rangeClosed(1, 10).boxed().toList();

  /** A mebibyte of Redis, and a 32nd of the disk: four. */
  static final RegionPolicy POLICY =
      RegionPolicy.DEFAULT
          .withMaximumValueBytes(1 << 20)
          .withTimeToLive(Duration.ofHours(1))
          .withNear(
              NearPolicy.DEFAULT
                  .withTimeToLive(Duration.ofHours(1))
                  .withDiskBytes(128 << 20)
                  .withHeapValueBytes(64 << 10)
                  .withRestart(Restart.KEEP));

  private Pictures() {}

  /**
   * A process of a node that reads ten pictures, says what that cost, and is then killed.
   *
   * @param arguments database, Redis and directory
   */
  public static void main(String... arguments) throws IOException {
    Path directory = Path.of(arguments[2]);
    try (PictureNode node = new PictureNode(arguments[0], arguments[1], directory)) {
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write((node.readTen() + "\n").getBytes(UTF_8));
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Entity(name = "Picture")
  static class PictureEntity {
    @Id Long id;

    @Column(length = BYTES)
    byte[] content;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Picture(Long id, byte[] content) {}

  static final class PictureLoader extends RowLoader<Long, Picture> {
    PictureLoader() {
      super(PictureEntity.class);
    }
  }

  /** A node with a disk. */
  static final class PictureNode implements AutoCloseable {

    final TestDatabase database;
    private final RedissonClient client;
    final Twofold twofold;

    PictureNode(String url, String redis, Path directory) {
      database =
          TestDatabase.at(url, PictureEntity.class)
              .setting("hibernate.hbm2ddl.auto", "update")
              .open();
      Config config = new Config();
      config.useSingleServer().setAddress(redis);
      client = Redisson.create(config);
      twofold =
          Twofold.builder()
              .database(HibernateDatabase.of(database.sessionFactory()))
              .distributed(QuietTier.of(client))
              .near(EhcacheTier.builder().directory(directory).build())
              .settings(
                  TwofoldSettings.builder()
                      .application("pictures")
                      .distributedBudget(Patience.LIMIT)
                      .nearBudget(Patience.LIMIT)
                      .region("default", POLICY)
                      .build())
              .register(new PictureLoader())
              .build();
      await().until(() -> twofold.stats().listening());
    }

    /** Reads ten pictures in a request of its own; says what it cost. */
    String readTen() {
      database.reset();
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.requireAll(PictureLoader.class, TEN))
            .allSatisfy(picture -> assertThat(picture.content()).hasSize(BYTES));
        return "statements=%d; %s; %s"
            .formatted(
                database.queries().count(), Costs.of(scope, "PictureLoader"), Costs.of(scope));
      }
    }

    /** The first byte of a picture, read in a request of its own. */
    byte shade(long id) {
      try (LoadScope scope = twofold.open()) {
        return scope.require(PictureLoader.class, id).content()[0];
      }
    }

    /** Stores ten pictures of a shade, in a transaction of its own. */
    void store(int shade) {
      database
          .sessionFactory()
          .inTransaction(session -> TEN.forEach(id -> session.merge(picture(id, shade))));
    }

    /** Stores one of another shade. */
    void repaint(long id, int shade) {
      database.sessionFactory().inTransaction(session -> session.merge(picture(id, shade)));
    }

    private static PictureEntity picture(Long id, int shade) {
      PictureEntity picture = new PictureEntity();
      picture.id = id;
      picture.content = new byte[BYTES];
      Arrays.fill(picture.content, (byte) shade);
      return picture;
    }

    @Override
    public void close() {
      twofold.close();
      client.shutdown();
      database.close();
    }
  }
}
