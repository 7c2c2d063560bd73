package dev.twofold.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.Restart;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.DistributedTier;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a region has on disk after the process was started again, and what it must not answer. */
class RestartTest {

  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final Region REGION = new Region("default", Consistency.AVAILABLE, Duration.ZERO);
  private static final Invalidation FIRST =
      Invalidation.ofKeys(Set.of(new StaleKey("test:Words", "1", REGION)));
  private static final NearPolicy KEPT =
      NearPolicy.DEFAULT
          .withDiskBytes(8 << 20)
          .withTimeToLive(Duration.ofHours(1))
          .withRestart(Restart.KEEP);
  private static final RegionPolicy POLICY =
      RegionPolicy.DEFAULT.withTimeToLive(Duration.ofHours(2)).withJitter(0).withNear(KEPT);
  private static final String FROM_DATABASE = "asked=1 database=1 batches=1 fills=1";

  @TempDir Path directory;

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final Words words = new Words();

  /** Processes do not agree on what their clocks count from. */
  private long clocks = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

  private Twofold start() {
    return start("test", POLICY, tier.node(), directory);
  }

  private Twofold start(
      String application,
      RegionPolicy policy,
      @Nullable DistributedTier distributed,
      Path itsDirectory) {
    Instant begun = time.instant();
    long first = clocks;
    clocks += Duration.ofDays(30).toNanos();
    EngineBuilder builder = new EngineBuilder().nanoTime(() -> first + since(begun));
    if (distributed != null) {
      builder.distributed(distributed);
    }
    return builder
        .near(
            EhcacheTier.builder()
                .directory(itsDirectory)
                .nanoTime(() -> first + since(begun))
                .build())
        .settings(
            TwofoldSettings.builder().application(application).region("default", policy).build())
        .register(words)
        .build();
  }

  private long since(Instant begun) {
    return Duration.between(begun, time.instant()).toNanos();
  }

  private static String read(Twofold twofold, long key) {
    try (LoadScope scope = twofold.open()) {
      scope.find(Words.class, key);
      return Costs.of(scope, "Words");
    }
  }

  private static String readAll(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      scope.findAll(Words.class, LongStream.rangeClosed(1, 100).boxed().toList());
      return Costs.of(scope, "Words") + "; " + Costs.of(scope);
    }
  }

  /** One run that reads everything and ends. */
  private void run() {
    try (Twofold twofold = start()) {
      readAll(twofold);
    }
  }

  @Test
  void nothingHappened_everythingIsThere() {
    run();

    try (Twofold twofold = start()) {
      assertThat(readAll(twofold)).isEqualTo("asked=100 near=100; waves=1");
      assertThat(readAll(twofold)).isEqualTo("asked=100 near=100; waves=1");
    }
  }

  @Test
  void severalRestarts_entriesOfEachRunCount() {
    run();
    words.data().put(101L, "of the second run");
    try (Twofold twofold = start()) {
      assertThat(read(twofold, 101)).isEqualTo(FROM_DATABASE);
    }
    try (Twofold twofold = start()) {
      assertThat(read(twofold, 102)).isEqualTo("asked=1 absent=1 batches=1 fills=1");
    }

    try (Twofold twofold = start()) {
      assertThat(readAll(twofold)).isEqualTo("asked=100 near=100; waves=1");
      assertThat(read(twofold, 101)).isEqualTo("asked=1 near=1");
      assertThat(read(twofold, 102)).isEqualTo("asked=1 knownAbsent=1");
    }
  }

  @Test
  void timeToLive_goesOnWhileTheProcessIsDown() {
    run();
    time.advance(Duration.ofMinutes(40));
    try (Twofold twofold = start()) {
      time.advance(Duration.ofMinutes(19));
      assertThat(read(twofold, 1)).isEqualTo("asked=1 near=1");
    }

    try (Twofold twofold = start()) {
      time.advance(Duration.ofSeconds(59));
      assertThat(read(twofold, 1)).isEqualTo("asked=1 near=1");
      time.advance(Duration.ofSeconds(1));
      assertThat(read(twofold, 1)).isEqualTo("asked=1 distributed=1");
    }
  }

  @Test
  void invalidatedWhileTheProcessWasDown_nothingOfThePartitionCounts() {
    run();
    words.data().put(1L, "new");
    tier.invalidate(FIRST, BUDGET);

    try (Twofold twofold = start()) {
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.find(Words.class, 1L)).contains("new");
        assertThat(Costs.of(scope, "Words")).isEqualTo(FROM_DATABASE);
      }
      assertThat(read(twofold, 2)).isEqualTo("asked=1 distributed=1");
    }
    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 near=1");
      assertThat(read(twofold, 2)).isEqualTo("asked=1 near=1");
      assertThat(read(twofold, 3)).isEqualTo("asked=1 distributed=1");
    }
  }

  static Stream<Invalidation> invalidationsOfTheFirst() {
    return Stream.of(
        FIRST,
        new Invalidation(
            Set.of(), Set.of(new StaleLoader("test:Words", REGION)), Set.of(), Set.of()),
        new Invalidation(Set.of(), Set.of(), Set.of("default"), Set.of()),
        new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("odd")));
  }

  @ParameterizedTest
  @MethodSource("invalidationsOfTheFirst")
  void invalidatedBeforeTheProcessEnded_staysStale(Invalidation stale) {
    try (Twofold twofold = start()) {
      readAll(twofold);
      tier.invalidate(stale, BUDGET);
    }

    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo(FROM_DATABASE);
    }
    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 near=1");
    }
  }

  @Test
  void invalidatedBeforeAndThenTwoRestarts_staysStale() {
    try (Twofold twofold = start()) {
      readAll(twofold);
      tier.invalidate(FIRST, BUDGET);
    }
    start().close();

    try (Twofold twofold = start()) {
      assertThat(read(twofold, 2)).isEqualTo("asked=1 near=1");
      assertThat(read(twofold, 1)).isEqualTo(FROM_DATABASE);
    }
  }

  @Test
  void ownInvalidation_staysStale() {
    try (Twofold twofold = start()) {
      readAll(twofold);
      twofold.invalidator().invalidate(Words.class, List.of(1L));
    }

    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo(FROM_DATABASE);
      assertThat(read(twofold, 2)).isEqualTo("asked=1 near=1");
    }
  }

  @Test
  void invalidatedAfterTheRestart_isStale() {
    run();

    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 near=1");
      tier.invalidate(FIRST, BUDGET);
      assertThat(read(twofold, 1)).isEqualTo(FROM_DATABASE);
    }
  }

  @Test
  void anotherLifeOfTheDistributedTier_nothingCounts() {
    run();
    tier.renew();

    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 distributed=1");
    }
  }

  @Test
  void invalidationThatNobodyWasTold_nothingIsKept() {
    FlakyTier flaky = new FlakyTier(tier.node());
    try (Twofold twofold = start("test", POLICY, flaky, directory)) {
      readAll(twofold);
      flaky.fail();
      twofold.invalidator().invalidate(Words.class, List.of(1L));
    }

    try (Twofold twofold = start()) {
      assertThat(readAll(twofold)).isEqualTo("asked=100 distributed=100; waves=1 multiGets=1");
    }
  }

  @Test
  void anotherPolicyOrApplication_nothingCounts() {
    run();
    RegionPolicy other = POLICY.withNear(KEPT.withTimeToLive(Duration.ofMinutes(30)));
    try (Twofold twofold = start("test", other, tier.node(), directory)) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 distributed=1");
    }
    try (Twofold twofold = start("another", other, tier.node(), directory)) {
      assertThat(read(twofold, 1)).isEqualTo(FROM_DATABASE);
    }
    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 distributed=1");
    }
  }

  @Test
  void noDistributedTier_nothingCounts() {
    try (Twofold twofold = start("test", POLICY, null, directory)) {
      readAll(twofold);
      assertThat(read(twofold, 1)).isEqualTo("asked=1 near=1");
    }
    try (Twofold twofold = start("test", POLICY, null, directory)) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 database=1 batches=1");
    }
    run();
    try (Twofold twofold = start("test", POLICY, null, directory)) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 database=1 batches=1");
    }
  }

  @Test
  void crash_nothingIsKept(@TempDir Path crashed) throws IOException {
    run();
    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 near=1");
      copy(directory, crashed);
    }

    try (Twofold twofold = start("test", POLICY, tier.node(), crashed)) {
      assertThat(readAll(twofold)).isEqualTo("asked=100 distributed=100; waves=1 multiGets=1");
    }
    try (Twofold twofold = start("test", POLICY, tier.node(), crashed)) {
      assertThat(readAll(twofold)).isEqualTo("asked=100 near=100; waves=1");
    }
  }

  @Test
  void damagedNote_nothingIsKept() throws IOException {
    run();
    Path note = directory.resolve("twofold.left");
    byte[] bytes = Files.readAllBytes(note);
    bytes[bytes.length - 1]++;
    Files.write(note, bytes);

    try (Twofold twofold = start()) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 distributed=1");
    }
  }

  @Test
  void damagedData_isAMissAndNeverAnswered() throws IOException {
    run();
    for (Path file : dataFiles()) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == 'w') {
          bytes[i] = 'x';
        }
      }
      Files.write(file, bytes);
    }

    try (Twofold twofold = start();
        LoadScope scope = twofold.open()) {
      assertThat(scope.find(Words.class, 1L)).contains("word 1");
      assertThat(Costs.of(scope, "Words")).isEqualTo("asked=1 distributed=1");
    }
  }

  @Test
  void dataFileCutShort_startsAndAnswersNothingWrong() throws IOException {
    run();
    for (Path file : dataFiles()) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    try (Twofold twofold = start();
        LoadScope scope = twofold.open()) {
      for (long key = 1; key <= 100; key++) {
        assertThat(scope.find(Words.class, key)).contains("word " + key);
      }
      assertThat(scope.stats().loader("Words").database()).isZero();
    }
  }

  @Test
  void regionThatKeepsNothingAnyMore_leavesNoFiles() throws IOException {
    run();
    try (Twofold twofold =
        start("test", POLICY.withNear(NearPolicy.DEFAULT), tier.node(), directory)) {
      assertThat(read(twofold, 1)).isEqualTo("asked=1 distributed=1");
    }

    assertThat(dataFiles()).isEmpty();
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".data")).toList();
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

  private static final class Words extends RecordingLoader<Long, String> {

    Words() {
      super(new ConcurrentHashMap<>());
      LongStream.rangeClosed(1, 100).forEach(key -> data().put(key, "word " + key));
    }

    @Override
    public Set<String> tags(Long key) {
      return key % 2 == 1 ? Set.of("odd") : Set.of();
    }
  }
}
