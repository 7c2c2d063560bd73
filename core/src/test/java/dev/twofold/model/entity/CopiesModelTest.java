package dev.twofold.model.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/**
 * Whatever the graph and whatever the program: copies show what the entities of a session show, an
 * entity is one instance per request, a step costs one statement at most, and a warm request reads
 * nothing.
 */
@Tag("generated")
class CopiesModelTest {

  private static final TestDatabase DATABASE = TestDatabase.h2(Library.ALL);
  private static final InMemoryTier TIER = new InMemoryTier();
  private static final Twofold ENGINE =
      Twofold.builder()
          .database(HibernateDatabase.builder(DATABASE.sessionFactory()).entities().build())
          .distributed(TIER)
          .build();

  @AfterContainer
  static void close() {
    ENGINE.close();
    DATABASE.close();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void everyProgram_readsWhatASessionReads(
      @ForAll("graphs") Graph graph, @ForAll("programs") List<Navigation> program) {
    DATABASE.sessionFactory().getSchemaManager().truncateMappedObjects();
    DATABASE.sessionFactory().inTransaction(graph::insert);
    TIER.evictAll();
    List<String> expected =
        DATABASE
            .sessionFactory()
            .fromTransaction(
                session -> program.stream().map(each -> bySession(session, each)).toList());

    DATABASE.reset();
    assertThat(byCopies(program)).isEqualTo(expected);

    DATABASE.reset();
    assertThat(byCopies(program)).isEqualTo(expected);
    assertThat(DATABASE.queries().count()).isZero();
  }

  private static String bySession(Session session, Navigation navigation) {
    List<?> roots =
        navigation.ids().stream()
            .<Object>map(id -> session.find(navigation.type(), id))
            .filter(found -> found != null)
            .toList();
    return navigation.read(roots, entity -> {});
  }

  private static List<String> byCopies(List<Navigation> program) {
    try (LoadScope scope = ENGINE.open()) {
      Map<String, Object> instances = new HashMap<>();
      List<String> read = program.stream().map(each -> byCopies(scope, each, instances)).toList();
      Costs.check(scope.stats());
      return read;
    }
  }

  private static String byCopies(
      LoadScope scope, Navigation navigation, Map<String, Object> instances) {
    int before = DATABASE.queries().count();
    List<?> roots = scope.entities().findAll(navigation.type(), navigation.ids()).inOrder();
    if (!navigation.planned()) {
      navigation.touch(roots);
    } else if (!navigation.way().isEmpty()) {
      scope.entities().prefetch(roots, navigation.path());
    }
    int after = DATABASE.queries().count();
    assertThat(after - before).isLessThanOrEqualTo(1 + navigation.way().size());
    String read = navigation.read(roots, entity -> assertOneInstance(entity, instances));
    assertThat(DATABASE.queries().count()).isEqualTo(after);
    return read;
  }

  private static void assertOneInstance(Library.Named entity, Map<String, Object> instances) {
    Object copy = Hibernate.unproxy(entity);
    String name = Hibernate.getClassLazy(entity).getSimpleName() + entity.getId();
    assertThat(instances.computeIfAbsent(name, first -> copy)).isSameAs(copy);
  }

  @Provide
  Arbitrary<Graph> graphs() {
    return Graph.graphs();
  }

  @Provide
  Arbitrary<List<Navigation>> programs() {
    return Navigation.programs();
  }
}
