package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.codec.ValueCodec;
import dev.twofold.computation.BatchComputation;
import dev.twofold.computation.Computation;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.error.AbsentException;
import dev.twofold.key.Parameter;
import dev.twofold.loader.Loader;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Computations that make many results at once. */
class BatchComputationTest {

  private final Names names = new Names(100);
  private final Towns towns = new Towns();
  private final Initials initials = new Initials();
  private final Twofold twofold =
      Twofold.builder()
          .distributed(new InMemoryTier())
          .register(names, towns)
          .computations(initials, new Roads())
          .build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  private static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void unknownResults_areOneCallUpToTheLimit() {
    assertThat(scope.computeAll(Initials.class, ids(1, 25)).inOrder()).hasSize(25).contains("n25");
    assertThat(initials.batches).containsExactly(ids(1, 10), ids(11, 20), ids(21, 25));
    assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
    assertThat(Costs.of(scope, "Initials")).isEqualTo("asked=25 database=25 batches=3 fills=25");
  }

  @Test
  void knownResults_areLeftOut() {
    scope.computeAll(Initials.class, ids(1, 5));
    scope.computeAll(Initials.class, ids(4, 7));

    assertThat(initials.batches).containsExactly(ids(1, 5), ids(6, 7));
  }

  @Test
  void argumentsThatAreMissing_haveNoResult_andOthersAreIgnored() {
    initials.answer =
        answer -> {
          answer.remove(2L);
          answer.put(99L, "unasked");
        };
    Loaded<Long, String> loaded = scope.computeAll(Initials.class, ids(1, 3));

    assertThat(loaded.missing()).containsExactly(2L);
    assertThat(loaded.found()).containsOnlyKeys(1L, 3L);
    assertThat(Costs.of(scope, "Initials"))
        .isEqualTo("asked=3 database=2 absent=1 batches=1 fills=3");
  }

  @Test
  void nullResult_failsItsArguments() {
    initials.answer = answer -> answer.put(2L, null);
    Loaded<Long, String> loaded = scope.computeAll(Initials.class, ids(1, 3));

    assertThat(loaded.failed()).containsOnlyKeys(2L);
    assertThat(loaded.failed().get(2L))
        .hasMessage("Initials answered null; leave arguments out of the map that have no result");
  }

  @Test
  void exception_failsAllOfTheCall_butThoseWhoseFailureIsAResult() {
    initials.answer =
        answer -> {
          throw new IllegalStateException("down");
        };
    Loaded<Long, String> loaded = scope.computeAll(Initials.class, ids(1, 3));

    assertThat(loaded.failed()).containsOnlyKeys(1L, 2L);
    assertThat(loaded.found()).containsExactly(Map.entry(3L, "?"));
  }

  @Test
  void compute_isABatchOfOne() throws Exception {
    initials.answer = answer -> answer.keySet().retainAll(Set.of(7L));

    assertThat(initials.compute(7L, new Given("seven"))).contains("s7");
    assertThat(initials.compute(8L, new Given("eight"))).isEmpty();
    assertThat(initials.batches).containsExactly(List.of(7L), List.of(8L));
  }

  @Test
  void requiredInputThatIsAbsent_fails() {
    assertThatThrownBy(() -> scope.compute(Initials.class, 999L))
        .hasMessage("Initials could not compute a result: Names has no value for key 999")
        .hasCauseInstanceOf(AbsentException.class);
  }

  /** Another thread of the request may change it; here, who writes the value down does. */
  @Test
  void inputThatChangesBetweenTwoResults_isNotMixed() {
    towns.codec.second =
        () -> {
          towns.data().put(1L, "new town");
          twofold.invalidator().invalidate(Towns.class, List.of(1L));
        };
    Loaded<Road, String> loaded =
        scope.computeAll(Roads.class, List.of(new Road(1, "A1"), new Road(1, "A2")));

    assertThat(loaded.inOrder()).containsExactly("A1 to old town", "A2 to new town");
    assertThat(scope.compute(Roads.class, new Road(1, "A1"))).contains("A1 to new town");
  }

  private record Road(long town, String name) {}

  private static final class Roads extends BatchComputation<Road, String> {
    @Override
    public List<Input<Road>> inputs() {
      return List.of(Input.of(Towns.class, Road::town));
    }

    @Override
    public Map<Road, String> computeAll(Set<Road> roads, Inputs inputs) {
      Map<Road, String> results = new LinkedHashMap<>();
      for (Road each : roads) {
        results.put(each, each.name() + " to " + inputs.require(Towns.class, each.town()));
      }
      return results;
    }
  }

  private static final class Towns extends RecordingLoader<Long, String> {

    private final Codec codec = new Codec();

    Towns() {
      super(new ConcurrentHashMap<>(Map.of(1L, "old town")));
    }

    @Override
    public ValueCodec<?> codec() {
      return codec;
    }

    /** Does something when it writes for the second time: the first is for the tier. */
    private static final class Codec implements ValueCodec<String> {

      private final ValueCodec<String> texts = ValueCodec.of(String.class);
      private Runnable second = () -> {};
      private int written;

      @Override
      public byte[] encode(String value) {
        byte[] bytes = texts.encode(value);
        written++;
        if (written == 2) {
          second.run();
        }
        return bytes;
      }

      @Override
      public String decode(byte[] bytes) {
        return texts.decode(bytes);
      }

      @Override
      public String schema() {
        return texts.schema();
      }
    }
  }

  /** One name for every key, whatever loader has it. */
  private record Given(String name) implements Inputs {

    @Override
    public <K, V> Optional<V> find(Class<? extends Loader<K, V>> loader, K key) {
      return Optional.of(require(loader, key));
    }

    @Override
    @SuppressWarnings("unchecked") // only names are asked for
    public <K, V> V require(Class<? extends Loader<K, V>> loader, K key) {
      return (V) name;
    }

    @Override
    public <B, W> Optional<W> findStep(Class<? extends Computation<B, W>> step, B arguments) {
      return Optional.empty();
    }

    @Override
    public <B, W> W requireStep(Class<? extends Computation<B, W>> step, B arguments) {
      throw new AbsentException(step.getSimpleName(), List.of(arguments));
    }

    @Override
    public <T> T parameter(Parameter<T> parameter) {
      throw new IllegalStateException("there are none");
    }

    @Override
    public Duration remaining() {
      return Duration.ZERO;
    }
  }

  /** {@code 1 -> "n1"}: the first letter of a name, and its number. */
  private static final class Initials extends BatchComputation<Long, String> {

    private final List<List<Long>> batches = new ArrayList<>();
    private Change answer = answer -> {};

    private interface Change {
      void of(Map<Long, String> answer);
    }

    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.ofAll(Names.class, id -> Set.of(id)));
    }

    @Override
    public int batchLimit() {
      return 10;
    }

    @Override
    public Map<Long, String> computeAll(Set<Long> ids, Inputs inputs) {
      batches.add(List.copyOf(ids));
      Map<Long, String> results = new LinkedHashMap<>();
      for (Long id : ids) {
        results.put(id, inputs.require(Names.class, id).charAt(0) + "" + id);
      }
      answer.of(results);
      return results;
    }

    @Override
    public Optional<String> resultOfFailure(Long id, Exception failure) {
      return id == 3 ? Optional.of("?") : Optional.empty();
    }
  }
}
