package dev.twofold.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.Restart;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EhcacheTierTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final EntryGroup USERS =
      new EntryGroup(
          "shop:users", "", ":1", 1, new Region("users", Consistency.AVAILABLE, Duration.ZERO));

  @TempDir Path directory;

  private static NearPolicy policy(int entries, long offHeap, long disk) {
    return new NearPolicy(entries, Duration.ofHours(1), offHeap, disk);
  }

  private static NearKey key(int id) {
    return NearKey.of(USERS, id);
  }

  private static NearEntry entry(Object form) {
    return new NearEntry(form, null, 0, System.nanoTime() + HOUR, Set.of());
  }

  private static void put(NearRegion region, int ids, int bytes) {
    for (int id = 0; id < ids; id++) {
      region.put(key(id), entry(id), new byte[bytes]);
    }
  }

  private static long found(NearRegion region, int ids) {
    long found = 0;
    for (int id = 0; id < ids; id++) {
      found += region.get(key(id)) == null ? 0 : 1;
    }
    return found;
  }

  @Nested
  class Time {

    @Test
    void get_afterTheDeadline_freesTheHeap() {
      try (EhcacheTier tier = EhcacheTier.onHeap()) {
        NearRegion region = tier.open("users", policy(10, 0, 0));
        long soon = System.nanoTime() + Duration.ofMillis(50).toNanos();
        region.put(key(1), new NearEntry("brief", null, 0, soon, Set.of()), null);
        assertThat(region.size()).isEqualTo(1);

        await().until(() -> region.get(key(1)) == null && region.size() == 0);
      }
    }
  }

  @Nested
  class Sizes {

    @Test
    void put_hugePayload_pushesNobodyOut() {
      try (EhcacheTier tier = EhcacheTier.onHeap()) {
        NearRegion region = tier.open("users", policy(1, 4 * MEBIBYTE, 0));
        put(region, 1_000, 1_000);

        region.put(key(0), entry("huge"), new byte[(int) MEBIBYTE]);
        region.put(key(1), entry("on the heap instead"), new byte[10]);

        assertThat(region.get(key(0))).isNull();
        assertThat(found(region, 1_000)).isEqualTo(999);
      }
    }

    @Test
    void put_hugeTags_pushNobodyOut() {
      try (EhcacheTier tier = EhcacheTier.onHeap()) {
        NearRegion region = tier.open("users", policy(1, 4 * MEBIBYTE, 0));
        put(region, 1_000, 1_000);
        Set<String> tags = Set.of("a".repeat(1 << 19), "b".repeat(1 << 19));
        long deadline = System.nanoTime() + HOUR;

        region.put(key(0), new NearEntry("huge", null, 0, deadline, tags), new byte[10]);
        region.put(key(1), new NearEntry(null, null, 0, deadline, tags), null);
        region.put(key(2), entry("on the heap instead"), new byte[10]);

        assertThat(region.get(key(0))).isNull();
        assertThat(region.get(key(1))).isNull();
        assertThat(found(region, 1_000)).isEqualTo(998);
      }
    }

    @Test
    void put_moreThanFits_keepsWhatDoes() {
      try (EhcacheTier tier = EhcacheTier.builder().directory(directory).build()) {
        NearRegion offHeap = tier.open("off-heap", policy(1, 2 * MEBIBYTE, 0));
        NearRegion disk = tier.open("disk", policy(1, 0, 2 * MEBIBYTE));

        put(offHeap, 5_000, 1_000);
        put(disk, 5_000, 1_000);

        assertThat(found(offHeap, 5_000)).isBetween(500L, 2_100L);
        assertThat(found(disk, 5_000)).isBetween(500L, 2_100L);
      }
    }
  }

  @Nested
  class Refusals {

    @Test
    void open_policyThatCannotBeKept_isRefused() {
      try (EhcacheTier tier = EhcacheTier.onHeap()) {
        assertRefused(
            () -> tier.open("users", NearPolicy.OFF),
            "region 'users' is not in the near tier: near.entries is 0");
        assertRefused(
            () -> tier.open("users", policy(1, MEBIBYTE - 1, 0)),
            "region 'users' has near.offHeapBytes 1048575 and near.diskBytes 0; allowed: zero"
                + " (none), or 1048576 (1 MiB) and more");
        assertRefused(
            () -> tier.open("users", policy(1, 0, MEBIBYTE)),
            "region 'users' has near.diskBytes 1048576, but the near tier has no directory; set"
                + " one with EhcacheTier.builder().directory(...)");
        assertRefused(
            () -> tier.open("users", policy(1, MEBIBYTE, MEBIBYTE)),
            "region 'users' has near.diskBytes 1048576 and near.offHeapBytes 1048576; allowed: more"
                + " disk than off-heap memory, which has copies of the same values");
      }
    }

    @Test
    void open_limitsThatContradictEachOther_areRefused() {
      try (EhcacheTier tier = EhcacheTier.builder().directory(directory).build()) {
        assertRefused(
            () -> tier.open("users", policy(1, 0, 64 * MEBIBYTE).withDiskValueBytes(3 << 20)),
            "region 'users' has near.diskValueBytes 3145728, near.offHeapBytes 0 and near.diskBytes"
                + " 67108864; allowed: values of up to 2097152, a 32nd of what keeps them");
        assertRefused(
            () -> tier.open("users", policy(1, 0, 0).withDiskValueBytes(1)),
            "region 'users' has near.diskValueBytes 1, near.offHeapBytes 0 and near.diskBytes 0;"
                + " allowed: values of up to 0, a 32nd of what keeps them");
        assertRefused(
            () -> tier.open("users", policy(1, 0, 0).withHeapValueBytes(0)),
            "region 'users' has near.heapValueBytes 0, and neither off-heap memory nor disk, so"
                + " that no value would be kept; allowed: 1 and more, or near.offHeapBytes or"
                + " near.diskBytes beside it");
        assertRefused(
            () -> tier.open("users", policy(1, MEBIBYTE, 0).withRestart(Restart.KEEP)),
            "region 'users' has near.restart keep, but near.diskBytes 0; allowed: keep with a disk,"
                + " or drop");
      }
    }

    @Test
    void open_moreMemoryThanThereIs_isRefusedAndCanBeOpenedSmaller() {
      try (EhcacheTier tier = EhcacheTier.onHeap()) {
        assertThatThrownBy(() -> tier.open("users", policy(1, 1L << 50, 0)))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageStartingWith(
                "region 'users' cannot have 1125899906842624 bytes off-heap and 0 bytes of disk in"
                    + " the near tier (")
            .hasMessageEndingWith(
                "); allowed: off-heap sizes of all regions up to -XX:MaxDirectMemorySize, and what"
                    + " the disk has free");

        NearRegion region = tier.open("users", policy(1, MEBIBYTE, 0));
        put(region, 2, 10);

        assertThat(found(region, 2)).isEqualTo(2);
      }
    }

    @Test
    void build_directoryOfAnotherTier_isRefusedUntilThatIsClosed() {
      EhcacheTier first = EhcacheTier.builder().directory(directory).build();
      assertThatThrownBy(() -> EhcacheTier.builder().directory(directory).build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("the near tier cannot use the directory '" + directory + "' (")
          .hasMessageEndingWith(
              "); allowed: one that this process may write to and that no other engine uses");
      first.close();

      EhcacheTier.builder().directory(directory).build().close();
    }

    @Test
    void build_directoryThatIsAFile_isRefused() throws IOException {
      Path file = Files.createFile(directory.resolve("file"));

      assertThatThrownBy(() -> EhcacheTier.builder().directory(file).build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("the near tier cannot use the directory '" + file + "' (");
    }

    @Test
    void directory_twice_isRefused() {
      assertRefused(
          () -> EhcacheTier.builder().directory(Path.of("a")).directory(Path.of("b")),
          "the near tier got a second directory (a, then b); allowed: one");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
      assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
    }
  }

  @Nested
  class Disk {

    @Test
    void build_directoryThatACrashHasLeft_knowsNothingOfIt(@TempDir Path left) throws IOException {
      try (EhcacheTier tier = EhcacheTier.builder().directory(directory).build()) {
        put(tier.open("users", policy(1, 0, 4 * MEBIBYTE)), 1_000, 1_000);
        copy(directory, left);
      }

      try (EhcacheTier tier = EhcacheTier.builder().directory(left).build()) {
        assertThat(found(tier.open("users", policy(1, 0, 4 * MEBIBYTE)), 1_000)).isZero();
      }
    }

    @Test
    void build_directoryOfAnEarlierRun_knowsNothingOfIt() throws IOException {
      for (int run = 0; run < 2; run++) {
        try (EhcacheTier tier = EhcacheTier.builder().directory(directory).build()) {
          NearRegion region = tier.open("users", policy(1, 0, 4 * MEBIBYTE));
          assertThat(found(region, 1_000)).isZero();
          put(region, 1_000, 1_000);
          assertThat(found(region, 1_000)).isEqualTo(1_000);
        }
        assertThat(bytes(directory)).isLessThan(1_000);
      }
    }

    /** An interrupt closes the file channel that a thread is using. */
    @Test
    void calls_onAnInterruptedThread_workAndLeaveTheInterrupt() {
      try (EhcacheTier tier = EhcacheTier.builder().directory(directory).build()) {
        NearRegion region = tier.open("users", policy(1, 0, 4 * MEBIBYTE));
        put(region, 1_000, 1_000);

        Thread.currentThread().interrupt();
        put(region, 1_000, 1_000);
        long found = found(region, 1_000);
        boolean stillInterrupted = Thread.interrupted();

        assertThat(stillInterrupted).isTrue();
        assertThat(found).isEqualTo(1_000);
        assertThat(found(region, 1_000)).isEqualTo(1_000);
      }
    }

    private static void copy(Path from, Path to) throws IOException {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(path)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(path, to.resolve(from.relativize(path)));
              return FileVisitResult.CONTINUE;
            }
          });
    }

    private static long bytes(Path directory) throws IOException {
      try (var paths = Files.walk(directory)) {
        return paths.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
      }
    }
  }

  @Nested
  class Kept {

    private final NearPolicy kept = policy(1, 0, 4 * MEBIBYTE).withRestart(Restart.KEEP);

    private EhcacheTier open() {
      return EhcacheTier.builder().directory(directory).build();
    }

    private void leave() {
      EhcacheTier tier = open();
      put(tier.open("users", kept), 100, 1_000);
      tier.close(new byte[] {1, 2, 3});
    }

    @Test
    void closeWithANote_thenOpen_hasItAll() {
      leave();
      try (EhcacheTier tier = open()) {
        assertThat(tier.takeNote()).containsExactly(1, 2, 3);
        assertThat(tier.takeNote()).isNull();
        assertThat(found(tier.open("users", kept), 100)).isEqualTo(100);
      }
    }

    @Test
    void closeWithoutANote_leavesNothing() {
      leave();
      open().close();
      try (EhcacheTier tier = open()) {
        assertThat(tier.takeNote()).isNull();
        assertThat(found(tier.open("users", kept), 100)).isZero();
      }
    }

    @Test
    void open_anotherSize_beginsEmpty() {
      leave();
      try (EhcacheTier tier = open()) {
        NearRegion region = tier.open("users", kept.withDiskBytes(8 * MEBIBYTE));
        assertThat(found(region, 100)).isZero();
        put(region, 100, 1_000);
        assertThat(found(region, 100)).isEqualTo(100);
      }
    }

    @Test
    void open_withOffHeapMemoryAbove_hasItAll() {
      NearPolicy both = kept.withOffHeapBytes(MEBIBYTE);
      EhcacheTier before = open();
      put(before.open("users", both), 1_000, 1_000);
      before.close(new byte[0]);

      try (EhcacheTier tier = open()) {
        assertThat(found(tier.open("users", both), 1_000)).isEqualTo(1_000);
      }
    }

    @Test
    void regionThatIsGone_isForgotten() {
      leave();
      EhcacheTier without = open();
      without.takeNote();
      without.close(new byte[0]);

      try (EhcacheTier tier = open()) {
        assertThat(tier.takeNote()).isEmpty();
        assertThat(found(tier.open("users", kept), 100)).isZero();
      }
    }

    @Test
    void lockOfAnotherProcess_isWaitedForByNobody() throws IOException {
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve("twofold.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assertThat(lock.isValid()).isTrue();
        assertThatThrownBy(this::open)
            .isInstanceOf(ConfigurationException.class)
            .hasMessage(
                "the near tier cannot use the directory '%s' (another tier uses it); allowed: one"
                    + " that this process may write to and that no other engine uses",
                directory);
      }
    }
  }

  @Nested
  class Close {

    @Test
    void close_threads_areGone() {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      Set<Thread> started = new HashSet<>();
      try (EhcacheTier tier = EhcacheTier.builder().directory(directory).build()) {
        put(tier.open("heap", policy(10, 0, 0)), 100, 100);
        put(tier.open("off-heap", policy(10, MEBIBYTE, 0)), 100, 100);
        put(tier.open("disk", policy(10, 0, 4 * MEBIBYTE)), 100, 100);
        put(tier.open("both", policy(10, MEBIBYTE, 4 * MEBIBYTE)), 100, 100);
        started.addAll(Thread.getAllStackTraces().keySet());
        started.removeIf(thread -> before.contains(thread) || thread.isDaemon());
        assertThat(started).as("threads that write to disk").isNotEmpty();
      }

      await().until(() -> started.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void onHeap_startsNoThread() {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      try (EhcacheTier tier = EhcacheTier.onHeap()) {
        put(tier.open("heap", policy(10, 0, 0)), 100, 100);
        put(tier.open("off-heap", policy(10, MEBIBYTE, 0)), 100, 100);

        assertThat(Thread.getAllStackTraces().keySet())
            .filteredOn(thread -> !before.contains(thread) && !thread.isDaemon())
            .isEmpty();
      }
    }

    @Test
    void close_offHeapMemory_isFreed() {
      EhcacheTier tier = EhcacheTier.onHeap();
      NearRegion region = tier.open("users", policy(10, 64 * MEBIBYTE, 0));
      long taken = directMemory();
      assertThat(taken).isGreaterThanOrEqualTo(64 * MEBIBYTE);

      tier.close();

      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(directMemory()).isLessThanOrEqualTo(taken - 64 * MEBIBYTE);
              });
      assertThat(region.size()).isZero(); // still held, as by an engine that is closing
    }

    private static long directMemory() {
      return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .mapToLong(BufferPoolMXBean::getMemoryUsed)
          .sum();
    }
  }
}
