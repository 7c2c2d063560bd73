package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationEntities.Subscription;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.Association.Kind;
import dev.twofold.tier.relation.Relations;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AssociationsTest {

  private static TestDatabase database;
  private static Relations relations;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.h2(RelationEntities.all());
    relations = HibernateDatabase.of(database.sessionFactory()).relations();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Test
  void foreignKeys_areThoseOfEmbeddablesAndIdsToo() {
    assertThat(relations.associations(Remark.class))
        .containsExactly(
            Association.of("above", Kind.FOREIGN_KEY, Remark.class),
            Association.of("origin.forum", Kind.FOREIGN_KEY, Topic.class),
            Association.of("tale", Kind.FOREIGN_KEY, Tale.class));
    assertThat(relations.associations(Subscription.class))
        .containsExactly(Association.of("topic", Kind.FOREIGN_KEY, Topic.class));
  }

  @Test
  void inverseSideOfAOneToOne_isToldApart() {
    assertThat(relations.associations(Seat.class))
        .containsExactly(
            Association.of("ahead", Kind.FOREIGN_KEY, Seat.class),
            new Association("cushion", Kind.INVERSE_ONE, RelationEntities.Cushion.class, "seat"));
  }

  @Test
  void collections_areThoseOfEntities() {
    assertThat(relations.associations(Tale.class))
        .allMatch(association -> association.kind() == Kind.MANY)
        .extracting(Association::attribute)
        .containsExactly(
            "byLength",
            "laterTopics",
            "overheard",
            "pinned",
            "praised",
            "recalled",
            "remarks",
            "topics",
            "whispers");
  }

  @Test
  void notMapped_isNamed() {
    assertThatThrownBy(() -> relations.associations(List.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("java.util.List is not a mapped entity of database 'default'");
  }
}
