package dev.twofold.model.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.model.relation.Meter.TierContents;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** A database, and an engine on it. */
final class World implements AutoCloseable {

  private final Limits limits;
  private final TestDatabase database = TestDatabase.h2(Entities.all());
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold engine;

  World(Limits limits) {
    this.limits = limits;
    engine =
        Twofold.builder()
            .database(
                new LimitedDatabase(
                    HibernateDatabase.of(database.sessionFactory()), limits.columns()))
            .distributed(tier)
            .settings(TwofoldSettings.builder().cohortLimit(limits.cohort()).build())
            .register(Loaders.all())
            .build();
  }

  /** Runs a program twice, the second time on a warm tier; then another one on what is there. */
  void run(Graph graph, List<Step> program, List<Step> other) throws SQLException {
    Store.write(database.dataSource(), graph);
    tier.evictAll();
    Truths truths = new Truths(database.sessionFactory());
    run(program, truths, meter(TierContents.NOTHING));
    run(
        program,
        truths,
        meter(limits.resolveAll() ? TierContents.EVERYTHING : TierContents.SOMETHING));
    run(other, truths, meter(TierContents.SOMETHING));
  }

  /** Runs a program that asks everything of all, which costs no more than plain Hibernate does. */
  void compare(Graph graph, List<Step> page) throws SQLException {
    Store.write(database.dataSource(), graph);
    tier.evictAll();
    Meter meter = meter(TierContents.NOTHING);
    Request request = run(page, new Truths(database.sessionFactory()), meter);
    database.queries().reset();
    try (Plain plain = new Plain(database.sessionFactory())) {
      request.repeat(plain);
    }
    // A list loader of the application reads ids, and its rows are one statement more.
    assertThat(meter.spent())
        .isLessThanOrEqualTo(database.queries().count() + request.listsAsked());
  }

  private Request run(List<Step> program, Truths truths, Meter meter) {
    try (LoadScope scope = engine.open()) {
      Request request = new Request(scope, truths, meter);
      request.run(program);
      assertThat(database.connectionsInUse()).isZero();
      return request;
    }
  }

  private Meter meter(TierContents contents) {
    return new Meter(database.queries(), limits, contents);
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }

  @Override
  public String toString() {
    return limits.toString();
  }
}
