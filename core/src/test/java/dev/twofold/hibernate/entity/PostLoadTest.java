package dev.twofold.hibernate.entity;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.OtherThread;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Transient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which callbacks a copy has, and what is left of it when one fails. */
class PostLoadTest {

  private static final String ORM_XML =
      """
      <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.2">
        <persistence-unit-metadata>
          <persistence-unit-defaults>
            <entity-listeners>
              <entity-listener class="%1$s$DefaultListener">
                <post-load method-name="loaded"/>
              </entity-listener>
            </entity-listeners>
          </persistence-unit-defaults>
        </persistence-unit-metadata>
        <entity class="%1$s$Clock" access="FIELD">
          <post-load method-name="wind"/>
          <attributes>
            <id name="id"/>
          </attributes>
        </entity>
      </entity-mappings>
      """
          .formatted(PostLoadTest.class.getName());

  private final SessionFactory sessionFactory = sessionFactory();
  private final Twofold engine =
      Twofold.builder()
          .database(HibernateDatabase.builder(sessionFactory).entities().build())
          .distributed(new InMemoryTier())
          .build();

  private static SessionFactory sessionFactory() {
    return new Configuration()
        .setProperty("hibernate.hbm2ddl.auto", "create-drop")
        .setProperty("jakarta.persistence.jdbc.url", "jdbc:h2:mem:" + UUID.randomUUID())
        .addAnnotatedClass(Bell.class)
        .addAnnotatedClass(Clock.class)
        .addInputStream(new ByteArrayInputStream(ORM_XML.getBytes(StandardCharsets.UTF_8)))
        .buildSessionFactory();
  }

  @BeforeEach
  void fill() {
    sessionFactory.inTransaction(
        session -> {
          Bell big = new Bell();
          big.id = 1L;
          big.tone = "low";
          session.persist(big);
          Bell small = new Bell();
          small.id = 2L;
          small.big = big;
          session.persist(small);
          Clock clock = new Clock();
          clock.id = 1L;
          session.persist(clock);
        });
  }

  @AfterEach
  void close() {
    Bell.whenLoaded = () -> {};
    engine.close();
    sessionFactory.close();
  }

  @Test
  void listenersAndMethods_areCalledInTheOrderOfASession() {
    List<String> expected =
        List.of("default listener", "listener of superclass", "listener", "superclass", "own");
    List<String> ofSession =
        sessionFactory.fromSession(session -> session.find(Bell.class, 1L).calls);
    assertThat(ofSession).isEqualTo(expected);
    try (LoadScope scope = engine.open()) {
      assertThat(scope.entities().require(Bell.class, 1L).calls).isEqualTo(expected);
    }
  }

  @Test
  void ormXml_namesCallbacksToo() {
    List<String> expected = List.of("default listener", "wound");
    List<String> ofSession =
        sessionFactory.fromSession(session -> session.find(Clock.class, 1L).calls);
    assertThat(ofSession).isEqualTo(expected);
    try (LoadScope scope = engine.open()) {
      assertThat(scope.entities().require(Clock.class, 1L).calls).isEqualTo(expected);
    }
  }

  @Test
  void definitionsThatWereNotKept_refuseTheEntity() {
    new PostLoadIntegrator().disintegrate((SessionFactoryImplementor) sessionFactory, null);
    try (Twofold other =
            Twofold.builder()
                .database(HibernateDatabase.builder(sessionFactory).entities().build())
                .build();
        LoadScope scope = other.open()) {
      assertThatThrownBy(() -> scope.entities().find(Bell.class, 1L))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "no copies of %s can be made: its @PostLoad callbacks are not known; let the class"
                  + " loader of Hibernate see"
                  + " META-INF/services/org.hibernate.integrator.spi.Integrator of Twofold when the"
                  + " session factory is built",
              Bell.class.getName());
    }
  }

  @Test
  void failingCallback_leavesNoCopy() {
    try (LoadScope scope = engine.open()) {
      Bell big = scope.entities().require(Bell.class, 2L).big;
      Bell.whenLoaded =
          () -> {
            throw new IllegalStateException("the bell is broken");
          };
      assertThatThrownBy(big::ring).hasStackTraceContaining("the bell is broken");
      assertThat(Hibernate.isInitialized(big)).isFalse();
      assertThatThrownBy(() -> scope.entities().find(Bell.class, 1L))
          .hasStackTraceContaining("the bell is broken");
      Bell.whenLoaded = () -> {};
      assertThat(big.ring()).hasSize(5);
    }
  }

  @Test
  void invalidateWhileACopyIsMade_letsTheNextFindSeeWhatIsNew() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    try (LoadScope scope = engine.open()) {
      Bell big = scope.entities().require(Bell.class, 2L).big;
      Bell.whenLoaded =
          () -> {
            read.countDown();
            await(written);
          };
      CompletableFuture<String> touched = OtherThread.supply(big::tone);
      await(read);
      Bell.whenLoaded = () -> {};
      // Elsewhere: on this thread the write would have the request forget, and wait for the copy.
      OtherThread.run(
              () ->
                  sessionFactory.inTransaction(
                      session -> session.find(Bell.class, 1L).tone = "high"))
          .get(10, SECONDS);
      written.countDown();
      scope.entities().invalidate(Bell.class, List.of(1L));
      assertThat(touched.get(10, SECONDS)).isEqualTo("low");
      assertThat(scope.entities().require(Bell.class, 1L).tone()).isEqualTo("high");
    }
    try (LoadScope scope = engine.open()) {
      assertThat(scope.entities().require(Bell.class, 1L).tone()).isEqualTo("high");
    }
  }

  @Test
  void otherThreads_seeACopyOnceItsCallbacksAreDone() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    try (LoadScope scope = engine.open()) {
      Bell big = scope.entities().require(Bell.class, 2L).big;
      Bell.whenLoaded =
          () -> {
            read.countDown();
            await(proceed);
          };
      CompletableFuture<String> first = OtherThread.supply(big::tone);
      await(read);
      CompletableFuture<Integer> second = OtherThread.supply(() -> big.ring().size());
      assertThatThrownBy(() -> second.get(200, MILLISECONDS)).isInstanceOf(TimeoutException.class);
      proceed.countDown();
      assertThat(second.get(10, SECONDS)).isEqualTo(5);
      assertThat(first.get(10, SECONDS)).isEqualTo("low");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static class DefaultListener {
    void loaded(Object entity) {
      ((Named) entity).calls.add("default listener");
    }
  }

  static class ListenerOfSuperclass {
    @PostLoad
    void loaded(Named entity) {
      entity.calls.add("listener of superclass");
    }
  }

  static class Listener {
    @PostLoad
    void loaded(Bell entity) {
      entity.calls.add("listener");
    }

    @PrePersist
    void persisted(Bell entity) {
      entity.calls.add("persisted");
    }
  }

  abstract static class Named {
    @Transient List<String> calls = new ArrayList<>();
  }

  @MappedSuperclass
  @EntityListeners(ListenerOfSuperclass.class)
  abstract static class Sounding extends Named {
    @PostLoad
    void loadedFirst() {
      calls.add("superclass");
    }
  }

  @Entity(name = "Bell")
  @EntityListeners(Listener.class)
  static class Bell extends Sounding {
    private static volatile Runnable whenLoaded = () -> {};

    @Id Long id;
    String tone;

    @ManyToOne(fetch = FetchType.LAZY)
    Bell big;

    @PostLoad
    void loaded() {
      whenLoaded.run();
      calls.add("own");
    }

    List<String> ring() {
      return calls;
    }

    String tone() {
      return tone;
    }
  }

  static class Clock extends Named {
    Long id;

    void wind() {
      calls.add("wound");
    }
  }
}
