package dev.twofold.hibernate;

import static dev.twofold.hibernate.RowReads.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.LoadException;
import dev.twofold.hibernate.ValueEntities.Address;
import dev.twofold.hibernate.ValueEntities.Circle;
import dev.twofold.hibernate.ValueEntities.Colour;
import dev.twofold.hibernate.ValueEntities.Contact;
import dev.twofold.hibernate.ValueEntities.Country;
import dev.twofold.hibernate.ValueEntities.Customer;
import dev.twofold.hibernate.ValueEntities.Drawing;
import dev.twofold.hibernate.ValueEntities.Money;
import dev.twofold.hibernate.ValueEntities.Position;
import dev.twofold.hibernate.ValueEntities.Preferences;
import dev.twofold.hibernate.ValueEntities.Shape;
import dev.twofold.hibernate.ValueEntities.Thing;
import dev.twofold.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What columns of every kind become. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ValuesContract {

  private static final UUID TOKEN = UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2");
  private static final Instant INSTANT = Instant.parse("2026-03-01T10:15:30Z");
  private static final OffsetDateTime OFFSET = OffsetDateTime.parse("2026-03-01T10:15:30+02:00");

  private RowReads rows;

  abstract TestDatabase open(Class<?>... entities);

  @BeforeAll
  void openDatabase() {
    rows =
        new RowReads(
            open(
                Thing.class,
                Country.class,
                Customer.class,
                Drawing.class,
                Shape.class,
                Circle.class));
    rows.persist(full(1), empty(2));
    persistCustomers();
  }

  private static Thing full(long id) {
    Thing thing = empty(id);
    thing.flag = true;
    thing.maybe = true;
    thing.small = 7;
    thing.ratio = 0.5;
    thing.letter = 'x';
    thing.price = new BigDecimal("12.50");
    thing.token = TOKEN;
    thing.byNumber = Colour.GREEN;
    thing.byName = Colour.GREEN;
    thing.byType = Colour.GREEN;
    thing.cost = new Money(99);
    thing.birthday = LocalDate.of(2026, 3, 1);
    thing.moment = LocalDateTime.of(2026, 3, 1, 10, 15);
    thing.instant = INSTANT;
    thing.utc = OFFSET;
    thing.zoned = OFFSET;
    thing.bytes = new byte[] {1, 2};
    thing.text = "long text";
    thing.image = new byte[] {3, 4};
    thing.code = "abc";
    thing.detail = "more";
    thing.lazy = "late";
    return thing;
  }

  private static Thing empty(long id) {
    Thing thing = new Thing();
    thing.id = id;
    thing.slug = "thing-" + id;
    return thing;
  }

  private void persistCustomers() {
    Country country = new Country();
    country.code = "GB";
    Customer customer = new Customer();
    customer.id = 1;
    customer.address = new Address();
    customer.address.street = "Main Street";
    customer.address.position = new Position(51, 0);
    customer.address.country = country;
    customer.preferences = new Preferences();
    customer.preferences.language = "en";
    customer.preferences.size = 3;
    customer.contact = new Contact();
    customer.contact.mail = "ada@example.org";
    Customer nobody = new Customer();
    nobody.id = 2;
    rows.persist(country, customer, nobody);
  }

  @AfterAll
  void closeDatabase() {
    rows.close();
  }

  private <V> V thing(Class<V> type, long id) {
    return rows.byIds(mapping(Thing.class, Long.class, type), id).get(id);
  }

  @Nested
  class Basic {

    record Numbers(long id, int version, boolean flag, short small, double ratio, char letter) {}

    record Boxed(Long id, Boolean maybe, BigDecimal price, UUID token) {}

    record Enums(Colour byNumber, Colour byName, Colour byType) {}

    record Converted(Money cost) {}

    record Computed(BigDecimal twice, String code, String slug, String lazy) {}

    @Test
    void primitives_areRead() {
      assertThat(thing(Numbers.class, 1)).isEqualTo(new Numbers(1, 0, true, (short) 7, 0.5, 'x'));
    }

    @Test
    void boxed_areReadAndNullIsNull() {
      assertThat(thing(Boxed.class, 1))
          .isEqualTo(new Boxed(1L, true, new BigDecimal("12.50"), TOKEN));
      assertThat(thing(Boxed.class, 2)).isEqualTo(new Boxed(2L, null, null, null));
    }

    @Test
    void enums_areReadInEverySpelling() {
      assertThat(thing(Enums.class, 1))
          .isEqualTo(new Enums(Colour.GREEN, Colour.GREEN, Colour.GREEN));
      assertThat(thing(Enums.class, 2)).isEqualTo(new Enums(null, null, null));
    }

    @Test
    void converted_goesThroughTheConverter() {
      assertThat(thing(Converted.class, 1)).isEqualTo(new Converted(new Money(99)));
      assertThat(thing(Converted.class, 2)).isEqualTo(new Converted(null));
    }

    @Test
    void formulaAndReadExpression_areEvaluated() {
      assertThat(thing(Computed.class, 1).twice()).isEqualByComparingTo("25");
      assertThat(thing(Computed.class, 1).code()).isEqualTo("ABC");
      assertThat(thing(Computed.class, 1).slug()).isEqualTo("thing-1");
      assertThat(thing(Computed.class, 1).lazy()).isEqualTo("late");
    }
  }

  @Nested
  class Times {

    record Local(LocalDate birthday, LocalDateTime moment) {}

    record Global(Instant instant, OffsetDateTime utc, OffsetDateTime zoned) {}

    @Test
    void local_areRead() {
      assertThat(thing(Local.class, 1))
          .isEqualTo(new Local(LocalDate.of(2026, 3, 1), LocalDateTime.of(2026, 3, 1, 10, 15)));
    }

    @Test
    void global_keepWhatTheirStorageKeeps() {
      Global read = thing(Global.class, 1);
      assertThat(read.instant()).isEqualTo(INSTANT);
      assertThat(read.utc().toInstant()).isEqualTo(OFFSET.toInstant());
      assertThat(read.zoned()).isEqualTo(OFFSET);
      assertThat(read.zoned().getOffset()).isEqualTo(ZoneOffset.ofHours(2));
    }

    @Test
    void global_null_isNull() {
      assertThat(thing(Global.class, 2)).isEqualTo(new Global(null, null, null));
    }
  }

  @Nested
  class Large {

    @SuppressWarnings("ArrayRecordComponent")
    record Objects(byte[] bytes, String text, byte[] image) {}

    record Detail(long id, String detail) {}

    @Test
    void largeObjects_areReadWhole() {
      Objects read = thing(Objects.class, 1);
      assertThat(read.bytes()).containsExactly(1, 2);
      assertThat(read.text()).isEqualTo("long text");
      assertThat(read.image()).containsExactly(3, 4);
    }

    @Test
    void secondaryTable_isJoinedAlsoWithoutARow() {
      assertThat(thing(Detail.class, 1)).isEqualTo(new Detail(1, "more"));
      assertThat(thing(Detail.class, 2)).isEqualTo(new Detail(2, null));
    }
  }

  @Nested
  class EmbeddedValues {

    record AddressRow(String street, String city, Position position, String countryCode) {}

    record ContactRow(String mail) {}

    record PreferencesRow(String language, Integer size) {}

    record ByRecord(long id, AddressRow address, ContactRow contact) {}

    record ByInstance(long id, Contact contact) {}

    @Test
    void asRecord_hasTheComponentsItNames() {
      Map<Long, ByRecord> read =
          rows.byIds(mapping(Customer.class, Long.class, ByRecord.class), 1L, 2L);
      AddressRow address = new AddressRow("Main Street", null, new Position(51, 0), "GB");
      assertThat(read)
          .containsEntry(1L, new ByRecord(1, address, new ContactRow("ada@example.org")))
          .containsEntry(2L, new ByRecord(2, null, null));
    }

    @Test
    void inOneColumn_isReadLikeAnyOther() {
      record Row(long id, PreferencesRow preferences) {}
      assertThat(rows.byIds(mapping(Customer.class, Long.class, Row.class), 1L, 2L))
          .containsEntry(1L, new Row(1, new PreferencesRow("en", 3)))
          .containsEntry(2L, new Row(2, null));
    }

    @Test
    void withSubclasses_isRefusedAsInstance() {
      record Row(Shape shape) {}
      assertThatThrownBy(
              () -> rows.hibernate().rowReader(mapping(Drawing.class, Long.class, Row.class)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "loader TestLoader: component 'shape' of Row is an embeddable with subclasses, of"
                  + " which a row may be any; use a record of the attributes of Shape");
    }

    @Test
    void asInstance_isMadeByHibernate() {
      Map<Long, ByInstance> read =
          rows.byIds(mapping(Customer.class, Long.class, ByInstance.class), 1L, 2L);
      assertThat(read.get(1L).contact().mail).isEqualTo("ada@example.org");
      assertThat(read.get(1L).contact().phone).isNull();
      assertThat(read.get(2L).contact()).isNull();
    }
  }

  @Nested
  class Broken {

    record Primitive(long id, boolean maybe) {}

    record Costly(Money cost) {}

    record Picky(long id) {
      Picky {
        throw new IllegalStateException("no " + id);
      }
    }

    @Test
    void nullForAPrimitive_namesTheComponent() {
      assertThatThrownBy(() -> thing(Primitive.class, 2))
          .isInstanceOf(LoadException.class)
          .hasMessage(
              "loader TestLoader: a row has NULL for component 'maybe' of Primitive, which is a"
                  + " primitive; use the boxed type");
    }

    @Test
    void converterThatThrows_isALoadExceptionWithoutTheValue() {
      Thing thing = empty(3);
      thing.cost = new Money(-7);
      rows.persist(thing);
      assertThatThrownBy(() -> thing(Costly.class, 3))
          .isInstanceOf(LoadException.class)
          .hasMessage("loader TestLoader could not convert a key or a column of Thing")
          .hasRootCauseMessage("no money: -7");
    }

    @Test
    void constructorThatThrows_isNamed() {
      assertThatThrownBy(() -> thing(Picky.class, 1))
          .isInstanceOf(LoadException.class)
          .hasMessage("loader TestLoader: the constructor of Picky refused a row")
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }
  }
}
