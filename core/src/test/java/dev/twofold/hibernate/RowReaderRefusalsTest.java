package dev.twofold.hibernate;

import static dev.twofold.hibernate.RowReads.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.ValueEntities.Country;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.RowMapping;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.sql.Clob;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Records and mappings that do not fit are refused at start, in words that say what to do. */
class RowReaderRefusalsTest {

  @Entity(name = "Shop")
  static class Shop {
    @Id long id;
    String name;
    Integer floor;
    java.sql.Timestamp opened;
    String[] doors;
    Clob legend;
    @ManyToOne Country country;
    @Embedded Owner owner;
    @ElementCollection Set<String> tags;
    @ManyToOne Branch branch;
  }

  @Embeddable
  static class Owner {
    String surname;
    @ManyToOne Country home;
  }

  @Entity(name = "Branch")
  @FilterDef(name = "region", parameters = @ParamDef(name = "number", type = int.class))
  @FilterDef(name = "open", autoEnabled = true)
  @Filter(name = "region", condition = "region = :number")
  @Filter(name = "open", condition = "opened = true")
  static class Branch {
    @Id long id;
    int region;
    boolean opened;
  }

  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.h2(Shop.class, Branch.class, Country.class);
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  private static void assertRefused(RowMapping<?, ?> mapping, String message) {
    HibernateDatabase hibernate = HibernateDatabase.of(database.sessionFactory());
    database.reset();
    assertThatThrownBy(() -> hibernate.rowReader(mapping))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
    assertThat(database.connectionsTaken()).isZero();
  }

  private static void assertRefused(Class<?> record, String message) {
    assertRefused(mapping(Shop.class, Long.class, record), message);
  }

  @Nested
  class Components {

    record Unknown(long id, String nmae) {}

    record WrongType(String floor) {}

    record Times(java.sql.Timestamp opened) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Arrays(String[] doors) {}

    record Large(Clob legend) {}

    record Collection(Set<String> tags) {}

    record WithEntity(Country country) {}

    record WithAssociation(Owner owner) {}

    record WrongEmbedded(String owner) {}

    @Test
    void unknown_namesTheAttributesThatExist() {
      assertRefused(
          Unknown.class,
          "loader TestLoader: component 'nmae' of Unknown is no attribute of Shop, which has id,"
              + " branchId, countryId, doors, floor, legend, name, opened, owner");
    }

    @Test
    void wrongType_namesBothTypes() {
      assertRefused(
          WrongType.class,
          "loader TestLoader: component 'floor' of WrongType is a java.lang.String, but attribute"
              + " 'floor' is a java.lang.Integer");
    }

    @Test
    void whatCanChange_isRefused() {
      assertRefused(
          Times.class,
          "loader TestLoader: component 'opened' of Times is a java.sql.Timestamp, which can change"
              + " and is shared by all requests; map the attribute with a type of java.time");
      assertRefused(
          Arrays.class,
          "loader TestLoader: component 'doors' of Arrays is a java.lang.String[], which can change"
              + " and is shared by all requests; load it with a BatchLoader of its own");
      assertRefused(
          Large.class,
          "loader TestLoader: component 'legend' of Large is a java.sql.Clob, which ends with its"
              + " connection; map the attribute with byte[] or String");
    }

    @Test
    void collection_isRefused() {
      assertRefused(
          Collection.class,
          "loader TestLoader: component 'tags' of Collection is a collection, which is no part of a"
              + " row; remove the component and declare a ToMany relation, or load it with a"
              + " BatchLoader");
    }

    @Test
    void entity_isRefused() {
      assertRefused(
          WithEntity.class,
          "loader TestLoader: component 'country' of WithEntity is the entity Country, which"
              + " belongs to one session; use its foreign key, 'countryId'");
    }

    @Test
    void embeddableWithAnEntity_isRefused() {
      assertRefused(
          WithAssociation.class,
          "loader TestLoader: component 'owner' of WithAssociation is an embeddable with the"
              + " association 'home'; use a record with a component 'homeId' in its place");
    }

    @Test
    void otherTypeForAnEmbedded_isRefused() {
      assertRefused(
          WrongEmbedded.class,
          "loader TestLoader: component 'owner' of WrongEmbedded is a java.lang.String, but"
              + " attribute 'owner' is a "
              + Owner.class.getName());
    }
  }

  @Nested
  class Keys {

    record Row(long id, String name) {}

    record Pair(String name, Integer floor) {}

    @Test
    void keyOfAnotherType_saysWhichIsExpected() {
      assertRefused(
          mapping(Shop.class, String.class, Row.class),
          "the key of loader TestLoader is a java.lang.String, but attribute 'id' is a"
              + " java.lang.Long");
    }

    @Test
    void uniqueAttributeThatIsNoComponent_isNamed() {
      assertRefused(
          mapping(Shop.class, Long.class, Row.class, Pair.class, "name", "floor"),
          "loader TestLoader: attribute 'floor' of a unique key is no component of Row, which has"
              + " id, name");
    }

    @Test
    void uniqueValuesThatAreNoRecord_areRefused() {
      assertRefused(
          mapping(Shop.class, Long.class, Row.class, String.class, "name", "id"),
          "the unique key name, id of loader TestLoader has values of java.lang.String, but needs a"
              + " record of 2 components, one for each attribute");
    }
  }

  @Nested
  class Entities {

    record IdRow(long id) {}

    @Test
    void notMapped_isNamed() {
      assertRefused(
          mapping(List.class, Long.class, IdRow.class),
          "loader TestLoader: java.util.List is not a mapped entity of database 'default'");
    }

    @Test
    void sessionFilters_areRefusedByName() {
      assertRefused(
          mapping(Branch.class, Long.class, IdRow.class),
          "loader TestLoader: Branch has session filters (open, region), which a cached row cannot"
              + " follow; read it with a BatchLoader that takes the filter's values as parameters");
    }

    @Test
    void referenceToAFilteredEntity_isAllowed() {
      record WithBranch(long id, Long branchId) {}
      HibernateDatabase hibernate = HibernateDatabase.of(database.sessionFactory());
      assertThat(hibernate.rowReader(mapping(Shop.class, Long.class, WithBranch.class)).idColumns())
          .isEqualTo(1);
    }

    @Test
    void noRecord_isRefused() {
      assertRefused(
          mapping(Shop.class, Long.class, String.class),
          "loader TestLoader: java.lang.String is not a record");
    }
  }
}
