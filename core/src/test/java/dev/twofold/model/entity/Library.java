package dev.twofold.model.entity;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entities with an association of each kind, among them circles and references to themselves. */
final class Library {

  static final Class<?>[] ALL = {Author.class, Photo.class, Book.class, Chapter.class, Topic.class};

  private Library() {}

  /** What all have, to tell one from the other. */
  interface Named {
    long getId();

    String getName();
  }

  @Entity(name = "Author")
  static class Author implements Named {
    @Id long id;
    String name = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Author mentor;

    @OneToOne(mappedBy = "author")
    @Nullable Photo photo;

    @OneToMany(mappedBy = "author")
    Set<Book> books = new HashSet<>();

    @Override
    public long getId() {
      return id;
    }

    @Override
    public String getName() {
      return name;
    }

    public @Nullable Author getMentor() {
      return mentor;
    }

    public @Nullable Photo getPhoto() {
      return photo;
    }

    public Set<Book> getBooks() {
      return books;
    }
  }

  @Entity(name = "Photo")
  static class Photo implements Named {
    @Id long id;
    String name = "";

    @OneToOne(fetch = FetchType.LAZY)
    @Nullable Author author;

    @Override
    public long getId() {
      return id;
    }

    @Override
    public String getName() {
      return name;
    }

    public @Nullable Author getAuthor() {
      return author;
    }
  }

  @Entity(name = "Book")
  static class Book implements Named {
    @Id long id;
    String name = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Author author;

    @OneToMany(mappedBy = "book")
    @OrderBy("name desc, id")
    List<Chapter> chapters = new ArrayList<>();

    @ManyToMany Set<Topic> topics = new HashSet<>();

    @ElementCollection
    @OrderColumn(name = "place")
    List<String> aliases = new ArrayList<>();

    @Override
    public long getId() {
      return id;
    }

    @Override
    public String getName() {
      return name;
    }

    public @Nullable Author getAuthor() {
      return author;
    }

    public List<Chapter> getChapters() {
      return chapters;
    }

    public Set<Topic> getTopics() {
      return topics;
    }

    public List<String> getAliases() {
      return aliases;
    }
  }

  @Entity(name = "Chapter")
  static class Chapter implements Named {
    @Id long id;
    String name = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Book book;

    @Override
    public long getId() {
      return id;
    }

    @Override
    public String getName() {
      return name;
    }

    public @Nullable Book getBook() {
      return book;
    }
  }

  @Entity(name = "Topic")
  static class Topic implements Named {
    @Id long id;
    String name = "";

    @ManyToMany(mappedBy = "topics")
    Set<Book> books = new HashSet<>();

    @Override
    public long getId() {
      return id;
    }

    @Override
    public String getName() {
      return name;
    }

    public Set<Book> getBooks() {
      return books;
    }
  }
}
