package dev.twofold;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.LoadException;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values whose tiers keep another form than requests see. */
class FormLoaderTest {

  private final Pictures pictures = new Pictures();
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold = Twofold.builder().distributed(tier).register(pictures).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void requestForm_isMadeOncePerKeyAndRequest() {
    Picture first = scope.require(Pictures.class, 1L);

    assertThat(scope.require(Pictures.class, 1L)).isSameAs(first);
    assertThat(scope.findAll(Pictures.class, List.of(1L, 1L, 2L)).inOrder())
        .containsExactly(first, first, scope.require(Pictures.class, 2L));
    assertThat(pictures.formed).containsExactly(1L, 2L);
  }

  /** A key must not be answered by what the near tier had before the form of another was made. */
  @Test
  void requestForm_makesAnotherKeyOfTheQuestionStale_thatIsReadAnew() {
    try (Twofold withNear =
        Twofold.builder().near(new InMemoryNearTier()).register(pictures).build()) {
      try (LoadScope filling = withNear.open()) {
        filling.findAll(Pictures.class, List.of(1L, 2L));
      }
      pictures.form =
          (key, cached) -> {
            if (key == 1) {
              withNear.invalidator().invalidate(Pictures.class, List.of(2L));
            }
            return new Picture(cached.path());
          };
      try (LoadScope scope = withNear.open()) {
        scope.findAll(Pictures.class, List.of(1L, 2L));

        assertThat(Costs.of(scope, "Pictures")).isEqualTo("asked=2 near=1 database=1 batches=1");
      }
    }
  }

  @Test
  void requestForm_isMadeOfWhatATierHad_too() {
    Picture first = scope.require(Pictures.class, 1L);
    try (LoadScope other = twofold.open()) {
      Picture second = other.require(Pictures.class, 1L);

      assertThat(second).isNotSameAs(first);
      assertThat(second.url).isEqualTo(first.url);
      assertThat(Costs.of(other, "Pictures")).isEqualTo("asked=1 distributed=1");
    }
    assertThat(pictures.loads).isEqualTo(1);
    assertThat(pictures.formed).containsExactly(1L, 1L);
  }

  @Test
  void requestForm_thatAsksForAnotherOfTheSameBatch_isStillMadeOnce() {
    fillTier();
    pictures.form =
        (key, cached) -> {
          if (key == 1L) {
            scope.require(Pictures.class, 2L);
          }
          return new Picture(cached.path());
        };

    Loaded<Long, Picture> loaded = scope.findAll(Pictures.class, List.of(1L, 2L));

    assertThat(loaded.inOrder()).hasSize(2);
    assertThat(loaded.found().get(2L)).isSameAs(scope.require(Pictures.class, 2L));
    assertThat(pictures.formed).containsExactly(1L, 2L);
    Costs.check(scope.stats());
  }

  @Test
  void requestForm_thatReadsAHandleOfTheSameBatch_loadsNothingTwice() {
    pictures.form =
        (key, cached) -> {
          if (key == 1L) {
            scope.lazy(Pictures.class, 2L);
            scope.lazy(Pictures.class, 3L).require();
          }
          return new Picture(cached.path());
        };

    Loaded<Long, Picture> loaded = scope.findAll(Pictures.class, List.of(1L, 2L, 3L));

    assertThat(loaded.inOrder()).hasSize(3);
    assertThat(pictures.loads).isEqualTo(1);
    assertThat(pictures.formed).containsExactlyInAnyOrder(1L, 2L, 3L);
    Costs.check(scope.stats());
  }

  @Test
  void handle_whoseKeyIsPrimedWhileItIsRead_hasTheValue() {
    Picture primed = new Picture("primed");
    pictures.form =
        (key, cached) -> {
          if (key == 1L) {
            scope.lazy(Pictures.class, 2L);
            assertThat(scope.lazy(Pictures.class, 4L).require()).isSameAs(primed);
          } else if (key == 2L) {
            scope.prime(Pictures.class, 4L, primed);
          }
          return new Picture(cached.path());
        };

    assertThat(scope.findAll(Pictures.class, List.of(1L, 2L)).inOrder()).hasSize(2);
    assertThat(pictures.loads).isEqualTo(1);
    Costs.check(scope.stats());
  }

  @Test
  void requestForm_thatAsksForItself_failsWithThePath() {
    pictures.form =
        (key, cached) -> {
          scope.require(Pictures.class, key);
          return new Picture(cached.path());
        };

    assertThatThrownBy(() -> scope.require(Pictures.class, 1L))
        .isInstanceOf(LoadException.class)
        .hasMessage(
            "Pictures (region default) could not make the request form of a value: a key was asked"
                + " for while it was being loaded: Pictures -> Pictures; a load must not depend on"
                + " itself");
  }

  @Test
  void requestForm_thatThrows_failsItsKeyOnly_andIsNotCached() {
    pictures.form =
        (key, cached) -> {
          if (key == 2L) {
            throw new IllegalStateException("no form");
          }
          return new Picture(cached.path());
        };

    Loaded<Long, Picture> loaded = scope.findAll(Pictures.class, List.of(1L, 2L, 3L));

    assertThat(loaded.found()).containsOnlyKeys(1L, 3L);
    assertThat(loaded.failed().get(2L)).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(Costs.of(scope, "Pictures"))
        .isEqualTo("asked=3 database=2 errors=1 batches=1 fills=2");
  }

  @Test
  void requestForm_thatThrowsForAHit_failsTheKeyWithoutALoad() {
    fillTier();
    pictures.form =
        (key, cached) -> {
          throw new IllegalStateException("no form");
        };

    assertThat(scope.findAll(Pictures.class, List.of(1L)).failed()).containsOnlyKeys(1L);
    assertThat(pictures.loads).isEqualTo(1);
    assertThat(Costs.of(scope, "Pictures")).isEqualTo("asked=1 errors=1");
  }

  @Test
  void requestForm_null_failsTheKey() {
    pictures.form = (key, cached) -> nothing();

    assertThat(scope.findAll(Pictures.class, List.of(1L)).failed().get(1L))
        .hasMessage("Pictures (region default) made null as the request form of a value");
  }

  @Test
  void requestForm_mayLoadOtherValues() {
    pictures.form = (key, cached) -> new Picture(cached.path() + LoadScope.current().isClosed());

    assertThat(scope.require(Pictures.class, 1L).url).isEqualTo("/1.pngfalse");
  }

  @Test
  void prime_takesARequestForm() {
    Picture primed = new Picture("primed");
    scope.prime(Pictures.class, 1L, primed);

    assertThat(scope.require(Pictures.class, 1L)).isSameAs(primed);
    assertThat(pictures.formed).isEmpty();
  }

  private void fillTier() {
    try (LoadScope other = twofold.open()) {
      other.findAll(Pictures.class, List.of(1L, 2L));
    }
    pictures.formed.clear();
  }

  record Path(String path) {}

  /** Has identity, and might hold anything of a request. */
  static final class Picture {
    private final String url;

    Picture(String url) {
      this.url = url;
    }
  }

  private static final class Pictures extends FormLoader<Long, Path, Picture> {
    private final List<Long> formed = new ArrayList<>();
    private BiFunction<Long, Path, Picture> form = (key, cached) -> new Picture(cached.path());
    private int loads;

    @Override
    public Map<Long, Path> loadAll(Set<Long> keys, LoadContext context) {
      loads++;
      return new HashMap<>(
          keys.stream()
              .collect(Collectors.toMap(Function.identity(), k -> new Path("/" + k + ".png"))));
    }

    @Override
    public Picture requestForm(Long key, Path cached) {
      formed.add(key);
      return form.apply(key, cached);
    }
  }
}
