package dev.twofold.model.entity;

import dev.twofold.model.entity.Library.Author;
import dev.twofold.model.entity.Library.Book;
import dev.twofold.model.entity.Library.Chapter;
import dev.twofold.model.entity.Library.Photo;
import dev.twofold.model.entity.Library.Topic;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An association of the library. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Step {
  MENTOR("mentor", Author.class, Author.class, owner -> ((Author) owner).getMentor()),
  PHOTO("photo", Author.class, Photo.class, owner -> ((Author) owner).getPhoto()),
  BOOKS("books", Author.class, Book.class, owner -> ((Author) owner).getBooks()),
  PICTURED("author", Photo.class, Author.class, owner -> ((Photo) owner).getAuthor()),
  AUTHOR("author", Book.class, Author.class, owner -> ((Book) owner).getAuthor()),
  CHAPTERS("chapters", Book.class, Chapter.class, owner -> ((Book) owner).getChapters()),
  TOPICS("topics", Book.class, Topic.class, owner -> ((Book) owner).getTopics()),
  ALIASES("aliases", Book.class, String.class, owner -> ((Book) owner).getAliases()),
  BOOK("book", Chapter.class, Book.class, owner -> ((Chapter) owner).getBook()),
  ON_TOPIC("books", Topic.class, Book.class, owner -> ((Topic) owner).getBooks());

  private final String attribute;
  private final Class<?> owner;
  private final Class<?> target;
  private final Function<Object, @Nullable Object> getter;

  Step(
      String attribute,
      Class<?> owner,
      Class<?> target,
      Function<Object, @Nullable Object> getter) {
    this.attribute = attribute;
    this.owner = owner;
    this.target = target;
    this.getter = getter;
  }

  String attribute() {
    return attribute;
  }

  Class<?> owner() {
    return owner;
  }

  Class<?> target() {
    return target;
  }

  @Nullable Object of(Object entity) {
    return getter.apply(entity);
  }
}
