package dev.twofold;

import static dev.twofold.RequestThreads.costs;
import static dev.twofold.RequestThreads.duringNextLoad;
import static dev.twofold.RequestThreads.meet;
import static dev.twofold.RequestThreads.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that load by themselves what another is loading. */
@Timeout(60)
class UnsharedLoadTest {

  private static final Parameter<String> LOCALE = Parameter.of("locale", String.class);

  private final RequestThreads threads = new RequestThreads();
  private final Names names = new Names(1_000);
  private final Titles titles = new Titles(1_000);
  private final Greetings greetings = new Greetings();
  private final Drafts drafts = new Drafts();
  private final InMemoryDatabase database = new InMemoryDatabase();
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = opened(builder());

  private Twofold.Builder builder() {
    return Twofold.builder().database(database).register(names, titles, greetings, drafts);
  }

  private Twofold opened(Twofold.Builder builder) {
    Twofold engine = builder.build();
    engines.add(engine);
    return engine;
  }

  @AfterEach
  void close() {
    threads.close();
    engines.forEach(Twofold::close);
  }

  private String whileAnotherLoads(Function<LoadScope, String> question) {
    return whileAnotherLoads(twofold, question);
  }

  /** What a request costs while another loads name 1. */
  private String whileAnotherLoads(Twofold engine, Function<LoadScope, String> question) {
    AtomicReference<String> answer = new AtomicReference<>();
    duringNextLoad(names, () -> answer.set(outcome(threads.request(engine, question))));
    outcome(threads.request(engine, costs(Names.class, List.of(1L))));
    return answer.get();
  }

  @Test
  void requestInATransactionOfItsCaller() {
    String costs =
        whileAnotherLoads(
            scope -> {
              database.callersTransaction(true);
              try {
                return costs(Names.class, List.of(1L)).apply(scope);
              } finally {
                database.callersTransaction(false);
              }
            });

    assertThat(costs).isEqualTo("asked=1 database=1 batches=1");
  }

  @Test
  void loadInATransactionOfItsCaller_isSharedWithNobody() {
    AtomicReference<String> answer = new AtomicReference<>();
    database.callersTransaction(true);
    duringNextLoad(
        names,
        () -> {
          database.callersTransaction(false);
          answer.set(outcome(threads.request(twofold, costs(Names.class, List.of(1L)))));
        });
    outcome(threads.request(twofold, costs(Names.class, List.of(1L))));

    assertThat(answer.get()).isEqualTo("asked=1 database=1 batches=1");
  }

  @Test
  void refresh() {
    assertThat(
            whileAnotherLoads(
                scope -> {
                  scope.refresh(Names.class, 1L);
                  return Costs.of(scope, "Names");
                }))
        .isEqualTo("asked=1 database=1 batches=1");
  }

  @Test
  void requestThatReadsThePrimary() {
    assertThat(
            whileAnotherLoads(
                scope ->
                    scope.with(Source.WRITER, () -> costs(Names.class, List.of(1L)).apply(scope))))
        .isEqualTo("asked=1 database=1 batches=1");
  }

  @Test
  void requestAfterAnInvalidation_withoutAnyTier() {
    assertAfterInvalidation(twofold);
  }

  @Test
  void requestAfterAnInvalidation_withANearTier() {
    assertAfterInvalidation(opened(builder().near(new InMemoryNearTier())));
  }

  @Test
  void requestAfterAnInvalidation_withADistributedTier() {
    assertAfterInvalidation(opened(builder().distributed(new InMemoryTier().node())));
  }

  /** The running load has read the old value; who asks after the invalidation gets the new one. */
  private void assertAfterInvalidation(Twofold engine) {
    assertThat(afterChange(engine, scope -> scope.invalidate(Names.class, List.of(1L))))
        .isEqualTo("new");
    assertThat(
            afterChange(engine, scope -> engine.invalidator().invalidate(Names.class, List.of(1L))))
        .isEqualTo("new");
    assertThat(afterChange(engine, scope -> engine.invalidator().clear(Names.class)))
        .isEqualTo("new");
    assertThat(afterChange(engine, scope -> scope.refresh(Names.class, 1L))).isEqualTo("new");
  }

  private String afterChange(Twofold engine, Function<LoadScope, ?> telling) {
    names.data().put(1L, "old");
    outcome(threads.request(engine, scope -> scope.invalidate(Names.class, List.of(1L))));
    AtomicReference<Future<String>> late = new AtomicReference<>();
    names.behave(
        (keys, truth, context) -> {
          names.recover();
          names.data().put(1L, "new");
          outcome(threads.request(engine, telling));
          late.set(threads.request(engine, scope -> scope.require(Names.class, 1L)));
          outcome(late.get());
          return truth;
        });
    outcome(threads.request(engine, scope -> scope.find(Names.class, 1L)));
    return outcome(late.get());
  }

  @Test
  void loaderThatSharesNothing() {
    AtomicReference<String> answer = new AtomicReference<>();
    duringNextLoad(
        drafts,
        () -> answer.set(outcome(threads.request(twofold, costs(Drafts.class, List.of(1L))))));
    outcome(threads.request(twofold, costs(Drafts.class, List.of(1L))));

    assertThat(answer.get()).isEqualTo("asked=1 absent=1 batches=1");
  }

  @Test
  void otherParameters() {
    AtomicReference<String> german = new AtomicReference<>();
    Function<LoadScope, String> question = scope -> scope.require(Greetings.class, 1L);
    greetings.greet(() -> german.set(outcome(threads.run(in("de", question)))));

    assertThat(outcome(threads.run(in("en", question)))).isEqualTo("en");
    assertThat(german.get()).isEqualTo("de");
  }

  private Callable<String> in(String locale, Function<LoadScope, String> question) {
    return () -> {
      try (LoadScope scope = twofold.open(ParameterValues.of(LOCALE, locale))) {
        return question.apply(scope);
      }
    };
  }

  /** Each asks inside its own load for what the other is loading. */
  @Test
  void loadsInsideLoads() {
    CountDownLatch bothLoading = new CountDownLatch(2);
    AtomicInteger met = new AtomicInteger();
    names.runInside(
        () -> {
          if (met.incrementAndGet() <= 2) {
            meet(bothLoading);
            LoadScope.current().find(Titles.class, 2L);
          }
        });
    titles.runInside(
        () -> {
          if (met.incrementAndGet() <= 2) {
            meet(bothLoading);
            LoadScope.current().find(Names.class, 1L);
          }
        });
    Future<String> one = threads.request(twofold, scope -> scope.require(Names.class, 1L));
    Future<String> other = threads.request(twofold, scope -> scope.require(Titles.class, 2L));

    assertThat(outcome(one)).isEqualTo("name 1");
    assertThat(outcome(other)).isEqualTo("title 2");
  }

  private static final class Greetings extends RecordingLoader<Long, String> {
    Greetings() {
      super(Map.of());
    }

    /** Runs something inside the first load. */
    void greet(Runnable once) {
      AtomicInteger loads = new AtomicInteger();
      behave(
          (keys, truth, context) -> {
            if (loads.getAndIncrement() == 0) {
              once.run();
            }
            return Map.of(1L, context.parameter(LOCALE));
          });
    }

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LOCALE);
    }
  }

  private static final class Drafts extends RecordingLoader<Long, String> {
    Drafts() {
      super(Map.of());
    }

    @Override
    public boolean shared() {
      return false;
    }
  }
}
