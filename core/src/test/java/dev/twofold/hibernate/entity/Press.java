package dev.twofold.hibernate.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.SortNatural;

/** The entities of a newspaper: every kind of attribute and association that copies have. */
final class Press {

  static final Class<?>[] ALL = {
    Story.class, Writer.class, Portrait.class, Remark.class, Label.class
  };

  private Press() {}

  enum Mood {
    CALM,
    LOUD
  }

  @Embeddable
  record Money(BigDecimal amount, String currency) {}

  @Embeddable
  static class Address {
    String street;

    @Column(name = "town_name")
    String town;

    protected Address() {}

    Address(String street, String town) {
      this.street = street;
      this.town = town;
    }
  }

  static class LocaleConverter implements AttributeConverter<Locale, String> {
    @Override
    public String convertToDatabaseColumn(Locale locale) {
      return locale == null ? null : locale.toLanguageTag();
    }

    @Override
    public Locale convertToEntityAttribute(String tag) {
      return tag == null ? null : Locale.forLanguageTag(tag);
    }
  }

  @Entity(name = "Story")
  static class Story {
    @Id Long id;
    @Version int version;
    String title;
    Instant published;

    @Enumerated(EnumType.STRING)
    Mood mood;

    @Convert(converter = LocaleConverter.class)
    Locale locale;

    @Embedded Money fee;
    byte[] digest;
    @Lob String text;

    @Formula("id * 2")
    long doubled;

    @ManyToOne(fetch = FetchType.LAZY)
    Writer writer;

    @ManyToOne Writer editor;

    @OneToMany(mappedBy = "story", cascade = CascadeType.ALL)
    @OrderBy("stars desc, id")
    List<Remark> remarks = new ArrayList<>();

    @ManyToMany
    @JoinTable(name = "story_label")
    Set<Label> labels = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "story_keyword")
    @OrderColumn(name = "place")
    List<String> keywords = new ArrayList<>();

    @ElementCollection @SortNatural SortedSet<LocalDate> printed = new TreeSet<>();

    @ElementCollection
    @MapKeyColumn(name = "medium")
    Map<String, Money> prices = new HashMap<>();

    @Transient String shout;

    protected Story() {}

    Story(long id, String title) {
      this.id = id;
      this.title = title;
    }

    @PostLoad
    void loaded() {
      shout = (shout == null ? "" : shout) + title.toUpperCase(Locale.ROOT);
    }

    public Long getId() {
      return id;
    }

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    public Writer getWriter() {
      return writer;
    }

    public Writer getEditor() {
      return editor;
    }

    public List<Remark> getRemarks() {
      return remarks;
    }

    public Set<Label> getLabels() {
      return labels;
    }

    public void rename(String newTitle) {
      title = newTitle;
    }
  }

  @Entity(name = "Writer")
  static class Writer {
    @Id Long id;
    String name;
    @Embedded Address address;

    @OneToOne(mappedBy = "writer")
    Portrait portrait;

    @OneToMany(mappedBy = "writer")
    @MapKey(name = "title")
    Map<String, Story> stories = new HashMap<>();

    protected Writer() {}

    Writer(long id, String name) {
      this.id = id;
      this.name = name;
    }

    public Long getId() {
      return id;
    }

    public String getName() {
      return name;
    }

    public Portrait getPortrait() {
      return portrait;
    }

    public boolean isPortrayed() {
      return portrait != null;
    }

    public Map<String, Story> getStories() {
      return stories;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Writer writer && getId().equals(writer.getId());
    }

    @Override
    public int hashCode() {
      return Long.hashCode(getId());
    }
  }

  @Entity(name = "Portrait")
  static class Portrait {
    @Id Long id;
    String url;

    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "writer_id")
    Writer writer;

    protected Portrait() {}

    Portrait(long id, String url, Writer writer) {
      this.id = id;
      this.url = url;
      this.writer = writer;
    }

    public Long getId() {
      return id;
    }

    public String getUrl() {
      return url;
    }

    public Writer getWriter() {
      return writer;
    }
  }

  @Entity(name = "Remark")
  static class Remark {
    @Id Long id;
    int stars;
    String text;

    @ManyToOne(fetch = FetchType.LAZY)
    Story story;

    protected Remark() {}

    Remark(long id, int stars, String text, Story story) {
      this.id = id;
      this.stars = stars;
      this.text = text;
      this.story = story;
    }

    public Long getId() {
      return id;
    }

    public Story getStory() {
      return story;
    }

    public String getText() {
      return text;
    }
  }

  @Entity(name = "Label")
  static class Label {
    @Id String code;
    String text;

    @ManyToMany(mappedBy = "labels")
    List<Story> stories = new ArrayList<>();

    protected Label() {}

    Label(String code, String text) {
      this.code = code;
      this.text = text;
    }

    public String getCode() {
      return code;
    }

    public String getText() {
      return text;
    }
  }
}
