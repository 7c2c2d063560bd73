package dev.twofold.hibernate;

import static dev.twofold.hibernate.RelationReads.rows;

import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.relation.AggregateMapping;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A database with {@link RelationEntities}, and what its relations say of a write. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RelationImpactFixture {

  private TestDatabase database;
  private HibernateDatabase hibernate;

  @BeforeAll
  void openDatabase() {
    database = TestDatabase.h2(RelationEntities.all());
    hibernate = HibernateDatabase.of(database.sessionFactory());
  }

  @AfterAll
  void closeDatabase() {
    database.close();
  }

  record IdRow(long id) {}

  record SeatKey(int place, String hall) {}

  static Rows<Long, Long, IdRow> remarks() {
    return rows(Remark.class, Long.class, IdRow.class).by("tale");
  }

  static Rows<Long, Long, IdRow> topics() {
    return rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "topics");
  }

  final <O> Affected<O> affected(Rows<O, ?, ?> relation, Change change) {
    return hibernate.relations().reader(relation.mapping()).affectedBy(change);
  }

  final <O> Affected<O> affected(AggregateMapping<O, ?> mapping, Change change) {
    return hibernate.relations().aggregateReader(mapping).affectedBy(change);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Set.of copies the array.
  static <O> Affected<O> owners(O... owners) {
    return Affected.keys(Set.of(owners));
  }

  static Affected<Long> none() {
    return Affected.none();
  }
}
