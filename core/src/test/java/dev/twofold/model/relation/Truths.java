package dev.twofold.model.relation;

import dev.twofold.model.relation.Rows.Keyed;
import dev.twofold.model.relation.Rows.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * What plain Hibernate answers, asked once for every question. Each has a session of its own: one
 * that knows of a row that it is missing says that foreign keys to it are null.
 */
final class Truths {

  private final SessionFactory factory;
  private final Map<List<Object>, Optional<Object>> answers = new HashMap<>();

  Truths(SessionFactory factory) {
    this.factory = factory;
  }

  @Nullable Object of(Question<?> question, Keyed owner) {
    return remembered(List.of(question, owner), asked -> question.truth(asked, owner));
  }

  /** The row of a key. */
  <R extends Keyed> @Nullable R row(Class<R> type, Object key) {
    return type.cast(remembered(List.of(type, key), asked -> asked.find(type, key)));
  }

  /** A row of a key that nobody has seen; null if there is none. */
  <R extends Keyed> @Nullable R copy(Class<R> type, Object key) {
    return type.cast(ask(plain -> plain.find(type, key)));
  }

  /** The stories of an author as they are listed. */
  @Nullable Object listed(long author) {
    return of(Questions.of(User.STORIES_LISTED), new User(author, ""));
  }

  /** All targets of an owner, which are read page by page. */
  <O extends Keyed, T extends Keyed> @Nullable Object all(Paged<O, T> paged, O owner) {
    return remembered(List.of(paged, owner), asked -> paged.all().apply(asked, owner));
  }

  private @Nullable Object remembered(
      List<Object> question, Function<Plain, @Nullable Object> ask) {
    return answers.computeIfAbsent(question, asked -> Optional.ofNullable(ask(ask))).orElse(null);
  }

  private @Nullable Object ask(Function<Plain, @Nullable Object> ask) {
    try (Plain plain = new Plain(factory)) {
      return ask.apply(plain);
    }
  }
}
