package dev.twofold.model.relation;

import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Flag;
import dev.twofold.model.relation.Rows.Keyed;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.model.relation.Rows.User;
import dev.twofold.model.relation.Rows.Vote;
import dev.twofold.relation.Plan;
import java.util.List;

/** Plans that programs resolve. */
final class Plans {

  private static final List<Planned<?>> ALL =
      List.of(
          new Planned<>(
              Story.class,
              Plan.of(Story.class)
                  .one(Story.AUTHOR, user -> user.one(User.PROFILE))
                  .many(Story.COMMENTS, comment -> comment.one(Comment.AUTHOR))
                  .also(Story.COMMENT_COUNT)),
          new Planned<>(
              Story.class,
              Plan.of(Story.class)
                  .many(Story.TAGS, tag -> tag.many(Tag.STORIES, story -> story.one(Story.EDITOR)))
                  .many(Story.BEST_COMMENTS)
                  .many(Story.COMMENTERS)
                  .one(Story.LAST_COMMENT, comment -> comment.one(Comment.PARENT))),
          new Planned<>(
              Comment.class,
              Plan.of(Comment.class)
                  .many(Comment.TREE, reply -> reply.one(Comment.AUTHOR))
                  .one(Comment.AUTHORS_VOTE, vote -> vote.many(Vote.APPEALS))
                  .one(Comment.MENTIONED)
                  .one(Comment.STORY_AUTHOR)),
          new Planned<>(
              User.class,
              Plan.of(User.class)
                  .many(User.STORIES, story -> story.many(Story.VOTES, vote -> vote.one(Vote.USER)))
                  .many(User.STORIES_LISTED)
                  .also(User.EDITED)
                  .also(User.POINTS)),
          new Planned<>(Flag.class, Plan.of(Flag.class).also(Flag.TARGET)));

  private Plans() {}

  /** A plan and the class of its owners. */
  record Planned<O extends Keyed>(Class<O> owner, Plan<O> plan) {

    /** How many statements it costs at most. */
    int statements() {
      return statements(plan);
    }

    private static int statements(Plan<?> plan) {
      return plan.steps().stream()
          .mapToInt(step -> Questions.of(step.relation()).statements() + statements(step.next()))
          .sum();
    }
  }

  static Planned<?> of(int choice) {
    return ALL.get(choice % ALL.size());
  }
}
