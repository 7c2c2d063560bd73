package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever sessions write: each answer of a reader that is another after the commit was among what
 * the reader called stale.
 */
@Tag("generated")
class ImpactModelTest {

  private static WrittenTales tales;
  private static WrittenTales quotedTales;

  @BeforeContainer
  static void open() throws SQLException {
    tales = new WrittenTales(TestDatabase.h2(RelationEntities.all()));
    quotedTales = new WrittenTales(quoted());
  }

  /** All names that Hibernate writes are quoted, those in restrictions and orders are not. */
  private static TestDatabase quoted() {
    return TestDatabase.at("jdbc:h2:mem:quoted;DATABASE_TO_UPPER=FALSE", RelationEntities.all())
        .setting("hibernate.globally_quoted_identifiers", true)
        .open();
  }

  @AfterContainer
  static void close() {
    tales.close();
    quotedTales.close();
  }

  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
  void everyAnswerThatChanges_isStale(@ForAll("programs") List<List<TaleStep>> program)
      throws SQLException {
    tales.restore();
    program.forEach(tales::transaction);
  }

  @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
  void everyAnswerThatChanges_isStale_whereNamesAreQuoted(
      @ForAll("programs") List<List<TaleStep>> program) throws SQLException {
    quotedTales.restore();
    program.forEach(quotedTales::transaction);
  }

  /** The row keeps its class, which the session does not know. */
  @Example
  void upsertOfAnEditedRemarkAsAPlainOne_isStale() throws SQLException {
    everyAnswerThatChanges_isStale(
        List.of(List.of(new TaleStep(TaleStep.Action.STATELESS_REMARK, 1, 0, 0))));
  }

  @Provide
  Arbitrary<List<List<TaleStep>>> programs() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, AnswerBook.KEYS - 1);
    return Combinators.combine(Arbitraries.of(TaleStep.Action.values()), number, number, number)
        .as(TaleStep::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
