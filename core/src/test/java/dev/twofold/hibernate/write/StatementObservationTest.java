package dev.twofold.hibernate.write;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.write.Library.Note;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.service.spi.ServiceContributor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Session factories whose class loading hides what tells of statements. */
class StatementObservationTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(HibernateWrites.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listenToTheLog() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void leaveTheLog() {
    logger.detachAppender(log);
  }

  /** What a factory tells of an insert and an HQL update. */
  private static List<String> tell(Consumer<StandardServiceRegistryBuilder> preparation) {
    RecordingWrites told = new RecordingWrites();
    StandardServiceRegistryBuilder services =
        new StandardServiceRegistryBuilder(
            new BootstrapServiceRegistryBuilder()
                .applyClassLoaderService(new NoContributors())
                .build());
    services.applySetting("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
    services.applySetting("hibernate.hbm2ddl.auto", "create-drop");
    preparation.accept(services);
    try (SessionFactory factory =
            new MetadataSources(services.build())
                .addAnnotatedClass(Note.class)
                .buildMetadata()
                .buildSessionFactory();
        HibernateDatabase hibernate = HibernateDatabase.builder(factory).name("main").build()) {
      hibernate.listen(told);
      factory.inTransaction(
          session -> {
            session.persist(Note.of(1, "a"));
            session.flush();
            session.createMutationQuery("update Note set text = 'b'").executeUpdate();
          });
    }
    return told.take();
  }

  @Test
  void factoryWithout_isWarnedOf_andTellsOfEntities() {
    assertThat(tell(services -> {})).containsExactly("INSERT Note 1", "before commit", "committed");
    assertThat(log.list).singleElement().extracting(ILoggingEvent::getLevel).isEqualTo(Level.WARN);
    assertThat(log.list.get(0).getFormattedMessage())
        .isEqualTo(
            "HQL, criteria and native SQL that writes through database 'main' is not seen, and"
                + " leaves stale values until they expire: its SessionFactory was built without"
                + " dev.twofold.hibernate.write.StatementObservation. Keep"
                + " META-INF/services/org.hibernate.service.spi.ServiceContributor of twofold on"
                + " the class path that Hibernate searches, or call its contribute(..) with the"
                + " StandardServiceRegistryBuilder; until then, call Invalidator.tablesChanged"
                + " after such statements");
  }

  @Test
  void factoryThatWasGivenIt_tellsOfStatements() {
    assertThat(tell(new StatementObservation()::contribute))
        .containsExactly("INSERT Note 1", "TABLES note", "before commit", "committed");
    assertThat(log.list).isEmpty();
  }

  private static final class NoContributors extends ClassLoaderServiceImpl {

    private static final long serialVersionUID = 1L;

    @Override
    public <S> Collection<S> loadJavaServices(Class<S> service) {
      return service == ServiceContributor.class ? List.of() : super.loadJavaServices(service);
    }
  }
}
