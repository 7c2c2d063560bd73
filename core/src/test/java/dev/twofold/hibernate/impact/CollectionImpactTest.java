package dev.twofold.hibernate.impact;

import static dev.twofold.testing.Changes.collection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.impact.CollectionImpact.Side;
import dev.twofold.invalidation.Affected;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class CollectionImpactTest {

  private TestDatabase database;
  private CollectionPersister parts;

  @Entity(name = "Thing")
  static class Thing {
    @Id Long id;
  }

  @Entity(name = "Box")
  static class Box extends Thing {
    @ManyToMany Set<Thing> parts;
  }

  @Entity(name = "Crate")
  static class Crate extends Box {}

  @BeforeAll
  void openDatabase() {
    database = TestDatabase.h2(Thing.class, Box.class, Crate.class);
    parts =
        database
            .sessionFactory()
            .unwrap(SessionFactoryImplementor.class)
            .getMappingMetamodel()
            .getCollectionDescriptor(Box.class.getName() + ".parts");
  }

  @AfterAll
  void closeDatabase() {
    database.close();
  }

  private CollectionImpact<Object> impact(Side side) {
    EntityIdentifierMapping id = parts.getOwnerEntityPersister().getIdentifierMapping();
    return new CollectionImpact<>(parts, side, id, columns -> columns[0]);
  }

  private static Affected<Object> keys(Object... keys) {
    return Affected.keys(Set.of(keys));
  }

  @Test
  void ownersAreKeys_theOwner() {
    assertThat(impact(Side.OWNER).of(collection(Box.class, "parts", 1L, Set.of(2L))))
        .isEqualTo(keys(1L));
  }

  @Test
  void elementsAreKeys_those_orAllIfTheyAreNotKnown() {
    assertThat(impact(Side.ELEMENTS).of(collection(Box.class, "parts", 1L, Set.of(2L, 3L))))
        .isEqualTo(keys(2L, 3L));
    assertThat(impact(Side.ELEMENTS).of(collection(Box.class, "parts", 1L, null)))
        .isEqualTo(Affected.all());
  }

  @Test
  void neitherSideHasKeys_all() {
    assertThat(impact(Side.NEITHER).of(collection(Box.class, "parts", 1L, Set.of(2L))))
        .isEqualTo(Affected.all());
  }

  @Test
  void keysAreMadeOfSomethingElse_all() {
    CollectionImpact<Object> impact =
        new CollectionImpact<>(parts, Side.OWNER, null, columns -> columns[0]);

    assertThat(impact.of(collection(Box.class, "parts", 1L, Set.of(2L)))).isEqualTo(Affected.all());
  }

  @Test
  void ownerToldAsItsSuperclassOrASubclass_theOwner() {
    assertThat(impact(Side.OWNER).of(collection(Thing.class, "parts", 1L, Set.of())))
        .isEqualTo(keys(1L));
    assertThat(impact(Side.OWNER).of(collection(Crate.class, "parts", 1L, Set.of())))
        .isEqualTo(keys(1L));
  }

  @Test
  void otherCollectionOrOtherOwner_none() {
    assertThat(impact(Side.OWNER).of(collection(Box.class, "others", 1L, Set.of())))
        .isEqualTo(Affected.none());
    assertThat(impact(Side.OWNER).of(collection(String.class, "parts", 1L, Set.of())))
        .isEqualTo(Affected.none());
  }
}
