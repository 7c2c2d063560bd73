package dev.twofold.model.entity;

import dev.twofold.model.entity.Library.Author;
import dev.twofold.model.entity.Library.Book;
import dev.twofold.model.entity.Library.Chapter;
import dev.twofold.model.entity.Library.Photo;
import dev.twofold.model.entity.Library.Topic;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.hibernate.Session;

/** The rows of a library; the position in its list is the id of each. Id 0 stands for none. */
record Graph(List<Writer> authors, List<Volume> books) {

  /** How many rows there are of each kind at most. */
  static final int ROWS = 6;

  record Writer(int mentor, boolean pictured) {}

  record Volume(int author, Set<Integer> topics, List<Integer> chapters, List<String> aliases) {}

  static Arbitrary<Graph> graphs() {
    Arbitrary<Integer> ids = Arbitraries.integers().between(0, ROWS);
    Arbitrary<Writer> writers =
        Combinators.combine(ids, Arbitraries.of(true, false)).as(Writer::new);
    Arbitrary<Volume> volumes =
        Combinators.combine(
                ids,
                Arbitraries.integers().between(1, ROWS).set().ofMaxSize(3),
                Arbitraries.integers().between(0, 2).list().ofMaxSize(3),
                Arbitraries.of("x", "y").list().ofMaxSize(3))
            .as(Volume::new);
    return Combinators.combine(
            writers.list().ofMinSize(1).ofMaxSize(ROWS), volumes.list().ofMaxSize(ROWS))
        .as(Graph::new);
  }

  void insert(Session session) {
    for (int id = 1; id <= ROWS; id++) {
      Topic topic = new Topic();
      topic.id = id;
      topic.name = "topic " + id;
      session.persist(topic);
    }
    for (int id = 1; id <= authors.size(); id++) {
      Author author = new Author();
      author.id = id;
      author.name = "author " + id;
      session.persist(author);
      if (authors.get(id - 1).pictured()) {
        Photo photo = new Photo();
        photo.id = 100L + id;
        photo.name = "photo " + id;
        photo.author = author;
        session.persist(photo);
      }
    }
    for (int id = 1; id <= authors.size(); id++) {
      session.find(Author.class, (long) id).mentor = author(session, authors.get(id - 1).mentor());
    }
    for (int id = 1; id <= books.size(); id++) {
      insert(session, id, books.get(id - 1));
    }
  }

  private void insert(Session session, int id, Volume volume) {
    Book book = new Book();
    book.id = id;
    book.name = "book " + id;
    book.author = author(session, volume.author());
    volume.topics().forEach(topic -> book.topics.add(session.find(Topic.class, (long) topic)));
    book.aliases.addAll(volume.aliases());
    session.persist(book);
    for (int i = 0; i < volume.chapters().size(); i++) {
      Chapter chapter = new Chapter();
      chapter.id = id * 10L + i;
      chapter.name = "chapter " + volume.chapters().get(i);
      chapter.book = book;
      session.persist(chapter);
    }
  }

  private static Author author(Session session, int id) {
    return session.find(Author.class, (long) id);
  }
}
