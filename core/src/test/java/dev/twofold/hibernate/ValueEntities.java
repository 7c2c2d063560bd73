package dev.twofold.hibernate;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.SqlTypes;

/** Entities with every kind of single value. */
final class ValueEntities {

  private ValueEntities() {}

  enum Colour {
    RED,
    GREEN
  }

  record Money(long cents) {}

  static final class MoneyConverter implements AttributeConverter<Money, Long> {
    @Override
    public Long convertToDatabaseColumn(Money money) {
      return money == null ? null : money.cents();
    }

    @Override
    public Money convertToEntityAttribute(Long cents) {
      if (cents != null && cents < 0) {
        throw new IllegalArgumentException("no money: " + cents);
      }
      return cents == null ? null : new Money(cents);
    }
  }

  @Entity(name = "Thing")
  @SecondaryTable(name = "thing_detail")
  static class Thing {
    @Id long id;
    @Version int version;
    @NaturalId String slug;
    boolean flag;
    Boolean maybe;
    short small;
    double ratio;
    char letter = 'a';

    @Column(precision = 10, scale = 2)
    BigDecimal price;

    UUID token;

    @Enumerated(EnumType.ORDINAL)
    Colour byNumber;

    @Enumerated(EnumType.STRING)
    Colour byName;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    Colour byType;

    @Convert(converter = MoneyConverter.class)
    Money cost;

    LocalDate birthday;
    LocalDateTime moment;
    Instant instant;

    @TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
    OffsetDateTime utc;

    @TimeZoneStorage(TimeZoneStorageType.COLUMN)
    OffsetDateTime zoned;

    byte[] bytes;
    @Lob String text;
    @Lob byte[] image;

    @Formula("price * 2")
    BigDecimal twice;

    @ColumnTransformer(read = "upper(code)")
    String code;

    @Column(table = "thing_detail")
    String detail;

    @Basic(fetch = jakarta.persistence.FetchType.LAZY)
    String lazy;

    @ElementCollection Set<String> tags = new HashSet<>();
  }

  @Entity(name = "Country")
  static class Country {
    @Id String code;
    String name;
  }

  @Embeddable
  static class Address {
    String street;
    String city;
    @Embedded Position position;
    @ManyToOne Country country;
  }

  @Embeddable
  record Position(Integer latitude, Integer longitude) {}

  /** Kept in one column. */
  @Embeddable
  static class Preferences {
    String language;
    Integer size;
  }

  @Embeddable
  static class Contact {
    String mail;
    Integer phone;
  }

  @Embeddable
  @DiscriminatorColumn(name = "shape_kind")
  static class Shape {
    Integer area;
  }

  @Embeddable
  static class Circle extends Shape {
    Integer radius;
  }

  @Entity(name = "Drawing")
  static class Drawing {
    @Id long id;
    @Embedded Shape shape;
  }

  @Entity(name = "Customer")
  static class Customer {
    @Id long id;
    @Embedded Address address;
    @Embedded Contact contact;

    @JdbcTypeCode(SqlTypes.JSON)
    Preferences preferences;
  }
}
