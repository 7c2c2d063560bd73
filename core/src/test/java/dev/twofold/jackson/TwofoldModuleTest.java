package dev.twofold.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwofoldModuleTest {

  private final ObjectMapper json = new ObjectMapper().registerModule(new TwofoldModule());
  private final TestDatabase database =
      TestDatabase.h2(Article.class, Author.class, Badge.class, Shelf.class);
  private final Twofold engine =
      Twofold.builder()
          .database(HibernateDatabase.builder(database.sessionFactory()).entities().build())
          .build();

  @BeforeEach
  void fill() {
    database
        .sessionFactory()
        .inTransaction(
            session -> {
              Author author = new Author();
              author.id = 7L;
              author.name = "Ada";
              session.persist(author);
              Shelf shelf = new Shelf();
              shelf.place = new Place("A", 3);
              session.persist(shelf);
              Article article = new Article();
              article.id = 1L;
              article.title = "On engines";
              article.author = author;
              article.shelf = shelf;
              session.persist(article);
            });
    database.reset();
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private JsonNode written(Object value) throws Exception {
    int before = database.queries().count();
    JsonNode tree = json.readTree(json.writeValueAsString(value));
    assertThat(database.queries().count()).as("statements of the writer").isEqualTo(before);
    return tree;
  }

  @Test
  void unread_isWrittenByItsId_andNeverLoaded() throws Exception {
    try (LoadScope scope = engine.open()) {
      Article article = scope.entities().require(Article.class, 1L);
      assertThat(written(article))
          .isEqualTo(
              json.readTree(
                  """
                  {"id": 1, "title": "On engines", "author": 7,
                   "shelf": {"room": "A", "number": 3}}
                  """));
    }
  }

  @Test
  void read_isWrittenWithItsProperties() throws Exception {
    try (LoadScope scope = engine.open()) {
      Article article = scope.entities().require(Article.class, 1L);
      assertThat(article.getAuthor().getName()).isEqualTo("Ada");
      assertThat(written(article).get("author"))
          .isEqualTo(
              json.readTree("{\"id\": 7, \"name\": \"Ada\", \"articles\": null, \"badge\": null}"));
    }
  }

  @Test
  void circle_endsWithTheId() throws Exception {
    try (LoadScope scope = engine.open()) {
      Article article = scope.entities().require(Article.class, 1L);
      assertThat(article.getAuthor().getArticles()).containsExactly(article);
      JsonNode articles = written(article).get("author").get("articles");
      assertThat(articles).isEqualTo(json.readTree("[1]"));
      assertThat(written(List.of(article, article))).hasSize(2).allMatch(JsonNode::isObject);
    }
  }

  @Test
  void unreadProxyItself_isItsId() throws Exception {
    try (LoadScope scope = engine.open()) {
      assertThat(written(scope.entities().require(Article.class, 1L).getAuthor()).asLong())
          .isEqualTo(7L);
    }
  }

  @Embeddable
  record Place(String room, int number) implements Serializable {}

  @Entity(name = "Shelf")
  static class Shelf {
    @EmbeddedId Place place;
  }

  @Entity(name = "Badge")
  static class Badge {
    @Id Long id;
    @OneToOne Author author;
  }

  @Entity(name = "Author")
  static class Author {
    @Id Long id;
    String name;

    @OneToOne(mappedBy = "author")
    Badge badge;

    @OneToMany(mappedBy = "author")
    @OrderBy("id")
    List<Article> articles = new ArrayList<>();

    public Long getId() {
      return id;
    }

    public String getName() {
      return name;
    }

    public Badge getBadge() {
      return badge;
    }

    public List<Article> getArticles() {
      return articles;
    }
  }

  @Entity(name = "Article")
  static class Article {
    @Id Long id;
    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Author author;

    @ManyToOne(fetch = FetchType.LAZY)
    Shelf shelf;

    public Long getId() {
      return id;
    }

    public String getTitle() {
      return title;
    }

    public Author getAuthor() {
      return author;
    }

    public Shelf getShelf() {
      return shelf;
    }
  }
}
