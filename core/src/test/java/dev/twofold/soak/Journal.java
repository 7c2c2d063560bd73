package dev.twofold.soak;

import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.ToMany;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Articles and notes on them. The first articles never change, so that tiers can hold them; those
 * that follow are written to; the last ones are asked for once.
 */
final class Journal {

  /** How many articles never change; the first of them is 1. */
  static final int STABLE = 1_000;

  /** How many are written to; they follow. */
  static final int CHANGING = 1_000;

  /** How many follow of which nobody asks for one twice. */
  static final int COLD = 1_000_000;

  /** The article by which it is seen whether everything works again. */
  static final long SIGN = 0;

  /** The region of articles that the near tier does not hold. */
  static final String FAR = "far";

  static final Class<?>[] ENTITIES = {ArticleEntity.class, NoteEntity.class};

  private static final int NOTES = 3;

  private Journal() {}

  static Loader<?, ?>[] loaders() {
    return new Loader<?, ?>[] {new Articles(), new ArticlesFar(), new Notes()};
  }

  static void create(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table article (id bigint primary key, title varchar(80) not null,"
              + " views bigint not null)");
      statement.execute(
          "create table note (id bigint primary key, text varchar(80) not null,"
              + " article_id bigint not null)");
      statement.execute(
          "insert into article select id, 'article ' || id, 0 from generate_series(0, %d) id"
              .formatted(STABLE + CHANGING));
      statement.execute(
          "insert into note select id, 'note ' || id, 1 + id %% %d from generate_series(0, %d) id"
              .formatted(STABLE + CHANGING, (STABLE + CHANGING) * NOTES - 1));
      statement.execute("create index on note (article_id)");
    }
  }

  @Entity(name = "Article")
  static class ArticleEntity {
    @Id long id;
    String title = "";
    long views;
  }

  @Entity(name = "Note")
  static class NoteEntity {
    @Id long id;
    String text = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable ArticleEntity article;
  }

  record Article(long id, String title, long views) {
    static final ToMany<Article, Note> NOTES = ToMany.of(Article.class, Notes.class, "article");
  }

  record ArticleFar(long id, long views) {}

  record Note(long id, String text, long articleId) {}

  static final class Articles extends RowLoader<Long, Article> {
    Articles() {
      super(ArticleEntity.class);
    }
  }

  static final class ArticlesFar extends RowLoader<Long, ArticleFar> {
    ArticlesFar() {
      super(ArticleEntity.class);
    }

    @Override
    public String region() {
      return FAR;
    }
  }

  static final class Notes extends RowLoader<Long, Note> {
    Notes() {
      super(NoteEntity.class);
    }
  }
}
