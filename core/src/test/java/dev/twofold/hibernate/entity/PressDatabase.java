package dev.twofold.hibernate.entity;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.entity.Press.Address;
import dev.twofold.hibernate.entity.Press.Label;
import dev.twofold.hibernate.entity.Press.Money;
import dev.twofold.hibernate.entity.Press.Mood;
import dev.twofold.hibernate.entity.Press.Portrait;
import dev.twofold.hibernate.entity.Press.Remark;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DistributedTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.hibernate.Session;

/**
 * A newspaper with some stories. Story {@code i} is of writer {@code i % writers + 1}; each writer
 * has a portrait but the last.
 */
final class PressDatabase implements AutoCloseable {

  private final TestDatabase database;
  private final Twofold engine;

  PressDatabase(TestDatabase database, DistributedTier tier) {
    this(database, tier, TwofoldSettings.defaults());
  }

  PressDatabase(TestDatabase database, DistributedTier tier, TwofoldSettings settings) {
    this.database = database;
    Twofold.Builder builder =
        Twofold.builder()
            .settings(settings)
            .database(HibernateDatabase.builder(database.sessionFactory()).entities().build());
    this.engine = (tier == null ? builder : builder.distributed(tier)).build();
  }

  static PressDatabase onH2() {
    return new PressDatabase(TestDatabase.h2(Press.ALL), null);
  }

  TestDatabase database() {
    return database;
  }

  LoadScope open() {
    database.reset();
    return engine.open();
  }

  int statements() {
    return database.queries().count();
  }

  PressDatabase fill(int stories, int writers) {
    database.sessionFactory().inTransaction(session -> fill(session, stories, writers));
    database.reset();
    return this;
  }

  private static void fill(Session session, int stories, int writers) {
    List<Label> labels = List.of(new Label("b", "Business"), new Label("a", "Art"));
    labels.forEach(session::persist);
    for (long id = 1; id <= writers; id++) {
      Writer writer = new Writer(id, "writer " + id);
      writer.address = id == 1 ? null : new Address("street " + id, "town");
      session.persist(writer);
      if (id < writers) {
        session.persist(new Portrait(id + 1000, "url " + id, writer));
      }
    }
    for (long id = 1; id <= stories; id++) {
      Story story = new Story(id, "story " + id);
      story.writer = session.getReference(Writer.class, id % writers + 1);
      story.editor =
          id % 2 == 0 ? null : session.getReference(Writer.class, (id + 1) % writers + 1);
      story.published = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(id);
      story.mood = Mood.LOUD;
      story.locale = Locale.GERMANY;
      story.fee = id % 3 == 0 ? null : new Money(new BigDecimal("12.50"), "EUR");
      story.digest = new byte[] {1, 2, (byte) id};
      story.text = "text " + id;
      story.labels.addAll(id % 2 == 0 ? labels : labels.subList(0, 1));
      story.keywords.addAll(List.of("z" + id, "a" + id));
      story.printed.add(LocalDate.of(2026, 3, 1));
      story.printed.add(LocalDate.of(2026, 2, 1));
      story.prices.put("paper", new Money(new BigDecimal("3.00"), "EUR"));
      session.persist(story);
      for (int stars = 1; stars <= 3; stars++) {
        session.persist(new Remark(id * 10 + stars, stars, "remark " + stars, story));
      }
    }
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
