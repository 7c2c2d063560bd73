package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Pictures.PictureNode;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where pictures of two mebibytes are kept, counted by the servers, and what a restart leaves. */
class PicturesOnDiskIT {

  private static final String LOADED =
      "statements=1; asked=10 database=10 statements=1 batches=1; waves=1 multiGets=1 multiSets=1";
  private static final String ON_DISK = "statements=0; asked=10 near=10; waves=1";

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @TempDir Path directory;
  @TempDir Path other;

  private PictureNode start(Path itsDirectory) {
    return new PictureNode(POSTGRES.url(), REDIS.address(), itsDirectory);
  }

  private static void assertScripts(long scripts) {
    assertThat(REDIS.commandCounts().getOrDefault("evalsha", 0L)).isEqualTo(scripts);
    assertThat(REDIS.commandCounts()).doesNotContainKey("get");
  }

  @BeforeEach
  void store() {
    try (PictureNode node = start(directory)) {
      node.store(1);
    }
    REDIS.flush();
  }

  @Test
  void pictures_areLoadedOnceByEachNodeAndNeverInRedis() {
    try (PictureNode one = start(directory);
        PictureNode two = start(other)) {
      one.readTen(); // scripts are known to Redis from now on
      one.twofold.invalidator().clear(Pictures.PictureLoader.class);
      REDIS.resetCounts();
      assertThat(one.readTen()).isEqualTo(LOADED);
      assertScripts(2);
      REDIS.resetCounts();
      assertThat(one.readTen()).isEqualTo(ON_DISK);
      assertScripts(0);
      assertThat(two.readTen()).isEqualTo(LOADED);
      assertThat(two.readTen()).isEqualTo(ON_DISK);

      assertThat(REDIS.commandCounts())
          .as("leases, and nothing else")
          .containsEntry("set", 10L)
          .containsEntry("unlink", 10L);
      assertThat(REDIS.call("DBSIZE")).as("the control record and the nodes").isEqualTo(2L);
    }
  }

  @Test
  void writeOnAnotherNode_isSeenOnTheOther() {
    try (PictureNode one = start(directory);
        PictureNode two = start(other)) {
      one.readTen();

      two.repaint(3, 9);

      await().until(() -> one.shade(3) == 9);
      assertThat(one.readTen()).isEqualTo(ON_DISK);
    }
  }

  @Test
  void restart_keepsThem() {
    try (PictureNode node = start(directory)) {
      assertThat(node.readTen()).isEqualTo(LOADED);
    }

    try (PictureNode node = start(directory)) {
      REDIS.resetCounts();
      assertThat(node.readTen()).isEqualTo(ON_DISK);
      assertScripts(0);
    }
  }

  @Test
  void restartAfterAWriteOfAnotherNode_nothingStaleIsAnswered() {
    try (PictureNode two = start(other)) {
      try (PictureNode node = start(directory)) {
        node.readTen();
      }
      two.repaint(3, 9);

      try (PictureNode node = start(directory)) {
        assertThat(node.shade(3)).isEqualTo((byte) 9);
        assertThat(node.readTen())
            .isEqualTo(
                "statements=1; asked=10 near=1 database=9 statements=1 batches=1; waves=1"
                    + " multiGets=1 multiSets=1");
      }
      try (PictureNode node = start(directory)) {
        assertThat(node.readTen()).isEqualTo(ON_DISK);
      }
    }
  }

  @Test
  void killedProcess_leavesNothing() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Pictures.class.getName(),
                POSTGRES.url(),
                REDIS.address(),
                directory.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader()) {
      await().until(() -> LOADED.equals(said.readLine()));
    } finally {
      process.destroyForcibly().onExit().join();
    }

    try (PictureNode node = start(directory)) {
      assertThat(node.readTen()).isEqualTo(LOADED);
    }
    try (PictureNode node = start(directory)) {
      assertThat(node.readTen()).isEqualTo(ON_DISK);
    }
  }

  @Test
  void writesOfAnotherNodeWhilePicturesAreLoaded_noneIsKeptThatBecameStale() throws Exception {
    try (PictureNode one = start(directory);
        PictureNode two = start(other)) {
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Void> reads =
          OtherThread.run(
              () -> {
                while (!done.get()) {
                  one.shade(1);
                }
              });
      for (int shade = 2; shade <= 40; shade++) {
        two.repaint(1, shade);
      }
      done.set(true);
      reads.get();

      await().until(() -> one.shade(1) == 40);
      assertThat(one.shade(1)).isEqualTo((byte) 40);
      assertThat(two.shade(1)).isEqualTo((byte) 40);
    }
  }

  @Test
  void restartAfterRedisWasFlushed_nothingIsAnswered() {
    try (PictureNode node = start(directory)) {
      node.readTen();
    }
    REDIS.flush();

    try (PictureNode node = start(directory)) {
      assertThat(node.readTen()).isEqualTo(LOADED);
    }
  }

  @Test
  void restartAfterRedisWasRestartedWithItsData_nothingIsAnswered() {
    try (PictureNode node = start(directory)) {
      node.readTen();
    }
    REDIS.stop();
    REDIS.start();

    try (PictureNode node = start(directory)) {
      assertThat(node.readTen()).isEqualTo(LOADED);
    }
  }
}
