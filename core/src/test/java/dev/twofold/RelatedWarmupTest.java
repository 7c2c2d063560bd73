package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.WarmupFleet.Lengths;
import dev.twofold.WarmupFleet.Member;
import dev.twofold.WarmupFleet.Words;
import dev.twofold.error.ConfigurationException;
import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.testing.Costs;
import dev.twofold.warmup.RelatedWarmup;
import dev.twofold.warmup.WarmupStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read in the background because something else was loaded. */
class RelatedWarmupTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final WarmupFleet fleet = new WarmupFleet();

  private static RelatedWarmup<String, String> lengthOfWord() {
    return RelatedWarmup.of(Words.class, Lengths.class, (String word) -> List.of(word));
  }

  private Member member(RelatedWarmup<?, ?>... related) {
    return fleet.member(builder -> builder.warmRelated(related));
  }

  private static String lengths(Member node, List<String> words) {
    try (LoadScope scope = node.twofold.open()) {
      scope.findAll(Lengths.class, words);
      return Costs.of(scope, "Lengths");
    }
  }

  @Test
  void loaded_warmsWhatIsRelated_forManyRequestsInOneBatch() {
    Member node = member(lengthOfWord());
    node.read(1, 10);
    node.read(5, 20);
    assertThat(node.lengths.batches()).as("not by the reader").isEmpty();

    fleet.advance(SECOND);

    assertThat(node.lengths.batchSizes()).containsExactly(20);
    assertThat(lengths(node, List.of("word 1", "word 20"))).isEqualTo("asked=2 near=2");
    assertThat(node.twofold.warmups().stats()).isEqualTo(new WarmupStats(0, 0, 20, 0, 20));
  }

  @Test
  void valuesThatAreNear_warmNothing() {
    Member node = member(lengthOfWord());
    node.read(1, 10);
    fleet.advance(SECOND);
    node.read(1, 10);
    fleet.advance(SECOND);

    assertThat(node.lengths.batchSizes()).containsExactly(10);
    assertThat(node.twofold.warmups().stats().queued()).isEqualTo(10);
  }

  @Test
  void valuesFromTheSharedTier_warmThisNodeToo() {
    member(lengthOfWord()).read(1, 10);
    fleet.advance(SECOND);
    Member second = member(lengthOfWord());
    second.read(1, 10);
    fleet.advance(SECOND);

    assertThat(second.lengths.batches()).isEmpty();
    assertThat(lengths(second, List.of("word 1"))).isEqualTo("asked=1 near=1");
  }

  @Test
  void keysWithoutValue_warmNothing() {
    Member node = member(lengthOfWord());
    node.read(5_000, 5_010);
    fleet.advance(SECOND);

    assertThat(node.twofold.warmups().stats()).isEqualTo(WarmupStats.NONE);
  }

  @Test
  void shareOfARequest_isBounded() {
    Member node = member(lengthOfWord().valuesPerRequest(10));
    node.read(1, 100);
    node.read(101, 103);
    fleet.advance(SECOND);

    assertThat(node.lengths.batchSizes()).containsExactly(13);
    assertThat(node.twofold.warmups().stats()).isEqualTo(new WarmupStats(0, 0, 13, 90, 13));
  }

  @Test
  void fullQueue_drops() {
    fleet.policy = warmup -> warmup.withRelatedQueue(15);
    Member node = member(lengthOfWord());
    node.read(1, 20);
    fleet.advance(SECOND);
    node.read(101, 105);
    fleet.advance(SECOND);

    assertThat(node.twofold.warmups().stats()).isEqualTo(new WarmupStats(0, 0, 20, 5, 20));
    assertThat(node.lengths.batchSizes()).containsExactly(15, 5);
  }

  @Test
  void rate_isKept() {
    fleet.policy = warmup -> warmup.withKeysPerSecond(10);
    Member node = member(lengthOfWord());
    node.read(1, 20);
    fleet.advance(SECOND);
    node.read(101, 105);
    fleet.advance(Duration.ofMillis(900));
    assertThat(node.lengths.batchSizes()).containsExactly(20);

    fleet.advance(SECOND);
    assertThat(node.lengths.batchSizes()).containsExactly(20, 5);
  }

  @Test
  void sharedTierThatFails_isSparedTheExtra() {
    Member node = member(lengthOfWord());
    node.flaky.fail();
    for (int i = 0; i < 10; i++) {
      node.read(1, 1);
    }
    fleet.advance(SECOND);

    assertThat(node.lengths.batches()).isEmpty();
    assertThat(node.twofold.warmups().stats().dropped())
        .isEqualTo(node.twofold.warmups().stats().queued());
  }

  @Test
  void functionThatFails_isCounted_andFailsNothingElse() {
    Member node =
        member(
            RelatedWarmup.of(
                Words.class,
                Lengths.class,
                (String word) -> {
                  if (word.equals("word 3")) {
                    throw new IllegalStateException("cannot tell");
                  }
                  return List.of(word);
                }));
    node.read(1, 5);
    fleet.advance(SECOND);

    assertThat(node.lengths.batchSizes()).containsExactly(4);
    assertThat(node.twofold.warmups().stats().dropped()).isEqualTo(1);
  }

  @Test
  void functionThatThrowsAnError_doesNotStopWhatComesLater() {
    AtomicBoolean broken = new AtomicBoolean(true);
    Member node =
        member(
            RelatedWarmup.of(
                Words.class,
                Lengths.class,
                (String word) -> {
                  if (broken.get()) {
                    throw new AssertionError("cannot tell");
                  }
                  return List.of(word);
                }));
    node.read(1, 5);
    try {
      fleet.advance(SECOND);
    } catch (AssertionError e) {
      // As it would end in a thread of an executor.
    }
    broken.set(false);
    node.read(11, 15);
    fleet.advance(SECOND);

    assertThat(node.lengths.batchSizes()).containsExactly(5);
    assertThat(node.twofold.warmups().stats().dropped()).isEqualTo(5);
  }

  @Test
  void keysOfAValue_areBounded() {
    fleet.policy = warmup -> warmup.withKeysPerSecond(1_000_000);
    Member node =
        member(
            RelatedWarmup.of(
                Words.class,
                Lengths.class,
                (String word) ->
                    IntStream.range(0, 30_000).mapToObj(number -> word + number).toList()));
    node.read(1, 3);
    fleet.advance(SECOND);

    assertThat(node.twofold.warmups().stats().related()).isEqualTo(20_000);
    assertThat(node.twofold.warmups().stats().dropped()).isEqualTo(3);
  }

  @Test
  void warming_warmsNothingFurther() {
    List<String> asked = new CopyOnWriteArrayList<>();
    Member node =
        member(
            RelatedWarmup.of(
                Words.class,
                Words.class,
                (String word) -> {
                  asked.add(word);
                  return List.of(Long.parseLong(word.substring(5)) + 1);
                }));
    node.read(1, 1);
    fleet.advance(Duration.ofSeconds(5));

    assertThat(asked).containsExactly("word 1");
    assertThat(node.words.batches()).containsExactly(Set.of(1L), Set.of(2L));
  }

  static final Parameter<String> LANGUAGE = Parameter.of("language", String.class);

  static final class Translations extends BatchLoader<String, String> {
    final List<String> loaded = new ArrayList<>();

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LANGUAGE);
    }

    @Override
    public Map<String, String> loadAll(Set<String> keys, LoadContext context) {
      keys.forEach(key -> loaded.add(context.parameter(LANGUAGE) + ":" + key));
      return Map.of();
    }
  }

  static final class Pages extends BatchLoader<Long, String> {
    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LANGUAGE);
    }

    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return Map.of(1L, "page 1");
    }
  }

  @Test
  void parameters_areThoseOfTheReader() {
    Translations translations = new Translations();
    Member node =
        fleet.member(
            builder ->
                builder
                    .register(new Pages(), translations)
                    .warmRelated(
                        RelatedWarmup.of(
                            Pages.class, Translations.class, (String page) -> List.of(page))));
    for (String language : List.of("de", "fr")) {
      try (LoadScope scope = node.twofold.open(LANGUAGE, language)) {
        scope.find(Pages.class, 1L);
      }
    }
    fleet.advance(SECOND);

    assertThat(translations.loaded).containsExactly("de:page 1", "fr:page 1");
  }

  @Test
  void parametersThatTheReaderMayNotHave_areRefused() {
    assertThatThrownBy(
            () ->
                fleet.member(
                    builder ->
                        builder
                            .register(new Translations())
                            .warmRelated(
                                RelatedWarmup.of(
                                    Words.class,
                                    Translations.class,
                                    (String word) -> List.of(word)))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "related warm-up of Words: Translations needs parameters [language], of which Words"
                + " has only []");
  }

  @Test
  void loaderThatIsNotRegistered_isRefused() {
    assertThatThrownBy(
            () ->
                member(
                    RelatedWarmup.of(Names.class, Lengths.class, (String name) -> List.of(name))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("related warm-up of Names: no loader registered for");
  }
}
