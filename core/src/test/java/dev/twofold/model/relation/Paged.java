package dev.twofold.model.relation;

import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Keyed;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.relation.ToMany;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A relation that is read page by page.
 *
 * @param all all its targets, as plain Hibernate has them
 */
record Paged<O extends Keyed, T extends Keyed>(
    ToMany<O, T> relation, BiFunction<Plain, O, List<T>> all) {

  private static final List<Paged<?, ?>> ALL =
      List.of(
          new Paged<>(Story.HIDDEN_FIRST, Questions::hiddenFirst),
          new Paged<>(Story.COMMENTS, Questions::comments),
          new Paged<>(Tag.STORIES, (plain, tag) -> plain.storiesTagged(tag.id())),
          new Paged<>(Comment.TREE, Questions::replies));

  static Paged<?, ?> of(int choice) {
    return ALL.get(choice % ALL.size());
  }

  /** Adds the next page of an owner, for one statement at most; how many rows it has. */
  int readNext(O owner, List<T> before, int size, Meter meter) {
    T last = last(before);
    List<T> page = meter.measurePage(() -> relation.page(owner, last, size));
    before.addAll(page);
    return page.size();
  }

  /** Asks for what comes after all rows of an owner: the request knows that there is nothing. */
  List<T> readBeyond(O owner, List<T> all, int size, Meter meter) {
    T last = last(all);
    return meter.measureNothing(() -> relation.page(owner, last, size));
  }

  private static <T> @Nullable T last(List<T> rows) {
    return rows.isEmpty() ? null : rows.get(rows.size() - 1);
  }
}
