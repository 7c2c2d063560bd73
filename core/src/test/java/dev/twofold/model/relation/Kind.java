package dev.twofold.model.relation;

import dev.twofold.loader.Loader;
import dev.twofold.model.relation.Loaders.Appeals;
import dev.twofold.model.relation.Loaders.Comments;
import dev.twofold.model.relation.Loaders.Flags;
import dev.twofold.model.relation.Loaders.Profiles;
import dev.twofold.model.relation.Loaders.Stories;
import dev.twofold.model.relation.Loaders.Tags;
import dev.twofold.model.relation.Loaders.Users;
import dev.twofold.model.relation.Loaders.Votes;
import dev.twofold.model.relation.Rows.Appeal;
import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Flag;
import dev.twofold.model.relation.Rows.Profile;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.model.relation.Rows.User;
import dev.twofold.model.relation.Rows.Vote;
import dev.twofold.model.relation.Rows.VoteId;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A kind of rows.
 *
 * @param key makes a key of a number of a program; not all lead to rows
 */
record Kind<K, R extends Rows.Keyed>(
    Class<R> rows, Class<? extends Loader<K, R>> loader, IntFunction<K> key) {

  private static final int KEYS = Graphs.ROWS + 2;

  /** All kinds; those that lead furthest come more than once. */
  static final List<Kind<?, ?>> ALL =
      List.of(
          of(Story.class, Stories.class, KEYS),
          of(Comment.class, Comments.class, Graphs.COMMENTS + 2),
          of(Story.class, Stories.class, KEYS),
          of(Comment.class, Comments.class, Graphs.COMMENTS + 2),
          of(User.class, Users.class, KEYS),
          of(Tag.class, Tags.class, KEYS),
          of(Profile.class, Profiles.class, KEYS),
          of(Appeal.class, Appeals.class, KEYS),
          of(Flag.class, Flags.class, 2 * Graphs.ROWS + 2),
          new Kind<>(
              Vote.class,
              Votes.class,
              number -> new VoteId(1 + number % KEYS, 1 + number / KEYS % KEYS)));

  private static <R extends Rows.Keyed> Kind<Long, R> of(
      Class<R> rows, Class<? extends Loader<Long, R>> loader, int keys) {
    return new Kind<>(rows, loader, number -> (long) (1 + number % keys));
  }

  static Kind<?, ?> of(int choice) {
    return ALL.get(choice % ALL.size());
  }
}
