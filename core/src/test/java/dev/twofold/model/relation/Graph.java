package dev.twofold.model.relation;

import dev.twofold.model.relation.Rows.Appeal;
import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Flag;
import dev.twofold.model.relation.Rows.Profile;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.model.relation.Rows.User;
import dev.twofold.model.relation.Rows.Vote;
import java.util.List;
import java.util.Set;

/**
 * What the database has.
 *
 * @param tagged which story has which tag
 */
record Graph(
    List<User> users,
    List<Profile> profiles,
    List<Story> stories,
    List<Comment> comments,
    List<Tag> tags,
    Set<Tagged> tagged,
    List<Vote> votes,
    List<Appeal> appeals,
    List<Flag> flags) {

  /** A row of the join table. */
  record Tagged(long story, long tag) {}

  @Override
  public String toString() {
    return String.join(
        "\n",
        users.toString(),
        profiles.toString(),
        stories.toString(),
        comments.toString(),
        tags.toString(),
        tagged.toString(),
        votes.toString(),
        appeals.toString(),
        flags.toString());
  }
}
