package dev.twofold.model.relation;

import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever the graph and whatever the program: relations answer as plain Hibernate does, a row is
 * one instance per request, what is resolved for all owners costs nothing more, and a warm request
 * reads nothing.
 */
@Tag("generated")
class RelationModelTest {

  private static final int TRIES = 150;

  private static final List<World> WORLDS =
      List.of(
          new World(new Limits(1_000, 1_000)),
          new World(new Limits(1_000, 6)),
          new World(new Limits(3, 1_000)));

  @AfterContainer
  static void close() {
    WORLDS.forEach(World::close);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
  void everyProgram_answersAsPlainHibernate(
      @ForAll("worlds") World world,
      @ForAll("graphs") Graph graph,
      @ForAll("programs") List<Step> program,
      @ForAll("programs") List<Step> other)
      throws SQLException {
    world.run(graph, program, other);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
  void everyPage_costsNoMoreThanPlainHibernate(
      @ForAll("graphs") Graph graph, @ForAll("pages") List<Step> page) throws SQLException {
    WORLDS.get(0).compare(graph, page);
  }

  @Provide
  Arbitrary<List<Step>> pages() {
    return Programs.pages();
  }

  @Provide
  Arbitrary<World> worlds() {
    return Arbitraries.of(WORLDS);
  }

  @Provide
  Arbitrary<Graph> graphs() {
    return Graphs.graphs();
  }

  @Provide
  Arbitrary<List<Step>> programs() {
    return Programs.programs();
  }
}
