package dev.twofold.hibernate.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.write.Library.Label;
import dev.twofold.testing.OtherThread;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After which uses of a session it may have changes that are not written. */
class ManagingSessionsTest {

  private SessionFactory factory;
  private HibernateWrites writes;
  private Session session;

  @BeforeEach
  void open() {
    // Not as JPA has it: that refuses to remove what is detached.
    Configuration configuration = new Configuration().addAnnotatedClass(Label.class);
    configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
    factory = configuration.buildSessionFactory();
    factory.inTransaction(filling -> filling.persist(Label.of(1)));
    writes =
        HibernateWrites.listen(
            factory.unwrap(SessionFactoryImplementor.class),
            "database",
            new OutboxTable(OutboxTable.DEFAULT_NAME),
            new RecordingWrites());
    session = factory.openSession();
    session.beginTransaction();
    assertThat(writes.areSessionsInUse()).isFalse();
  }

  @AfterEach
  void close() {
    if (session.isOpen()) {
      session.getTransaction().rollback();
      session.close();
    }
    writes.close();
    factory.close();
  }

  @Test
  void load_isAUse_untilTheSessionIsClosed() {
    assertThat(session.find(Label.class, 1L)).isNotNull();
    assertThat(writes.areSessionsInUse()).isTrue();
    session.getTransaction().rollback();
    session.close();
    assertThat(writes.areSessionsInUse()).isFalse();
  }

  @Test
  void load_isNoUseByOtherThreads() {
    assertThat(session.find(Label.class, 1L)).isNotNull();
    assertThat(OtherThread.supply(writes::areSessionsInUse).join()).isFalse();
  }

  @Test
  void persist_isAUse() {
    session.persist(Label.of(2));
    assertThat(writes.areSessionsInUse()).isTrue();
  }

  @Test
  void merge_isAUse() {
    Label unused = session.merge(Label.of(1));
    assertThat(writes.areSessionsInUse()).isTrue();
  }

  @Test
  void removalOfADetachedEntity_isAUse() {
    session.remove(Label.of(1));
    assertThat(writes.areSessionsInUse()).isTrue();
  }
}
