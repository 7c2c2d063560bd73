package dev.twofold.model.relation;

import static java.util.Objects.requireNonNullElse;

import dev.twofold.model.relation.Rows.Appeal;
import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Flag;
import dev.twofold.model.relation.Rows.Keyed;
import dev.twofold.model.relation.Rows.Profile;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.model.relation.Rows.User;
import dev.twofold.model.relation.Rows.Vote;
import dev.twofold.model.relation.Rows.VoteId;
import dev.twofold.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All relations of {@link Rows}, and how plain Hibernate answers them. */
final class Questions {

  private static final List<Question<?>> ALL = new ArrayList<>();

  static {
    user();
    story();
    storyNumbers();
    comment();
    others();
  }

  private Questions() {}

  static List<Question<?>> all() {
    return List.copyOf(ALL);
  }

  /** The questions about owners of a class. */
  static List<Question<?>> of(Class<?> owner) {
    return ALL.stream().filter(question -> question.owner().equals(owner)).toList();
  }

  /** The question that asks a relation. */
  static Question<?> of(Relation<?, ?> relation) {
    return ALL.stream()
        .filter(question -> question.access().relation() == relation)
        .findFirst()
        .orElseThrow();
  }

  private static <O extends Keyed> void add(
      String name, Access<O> access, int hops, BiFunction<Plain, O, @Nullable Object> truth) {
    ALL.add(new Question<>(name, access, hops, hops, truth));
  }

  private static void user() {
    add("User.PROFILE", Access.of(User.PROFILE), 1, Questions::profile);
    add("User.STORIES", Access.of(User.STORIES), 1, Questions::stories);
    add(
        "User.STORIES_LISTED",
        Access.of(User.STORIES_LISTED),
        2,
        (plain, user) ->
            plain.rows(
                Story.class, "from Story s where s.author.id = ?1 order by s.id desc", user.id()));
    add("User.EDITED", Access.of(User.EDITED), 1, Questions::edited);
    add(
        "User.POINTS",
        Access.of(User.POINTS),
        1,
        (plain, user) ->
            plain.value(
                Double.class,
                "select avg(s.points) from Story s where s.author.id = ?1",
                user.id()));
  }

  private static @Nullable Object profile(Plain plain, User user) {
    return plain.rows(Profile.class, "from Profile p where p.user.id = ?1", user.id()).stream()
        .findFirst()
        .orElse(null);
  }

  private static List<Story> stories(Plain plain, User user) {
    return plain.rows(
        Story.class, "from Story s where s.author.id = ?1 order by s.points desc, s.id", user.id());
  }

  private static @Nullable Object edited(Plain plain, User user) {
    return plain.value(
        Long.class, "select count(*) from Story s where s.editor.id = ?1", user.id());
  }

  private static void story() {
    add("Story.AUTHOR", Access.of(Story.AUTHOR), 1, Questions::author);
    add(
        "Story.EDITOR",
        Access.of(Story.EDITOR),
        1,
        (plain, story) -> plain.find(User.class, story.editorId()));
    add("Story.COMMENTS", Access.of(Story.COMMENTS), 1, Questions::comments);
    add(
        "Story.BEST_COMMENTS",
        Access.of(Story.BEST_COMMENTS),
        1,
        (plain, story) ->
            plain.rows(
                Comment.class,
                2,
                "from Comment c where c.story.id = ?1 order by c.likes desc, c.author.id desc,"
                    + " c.id",
                story.id()));
    add(
        "Story.HIDDEN_FIRST",
        Access.of(Story.HIDDEN_FIRST),
        1,
        (plain, story) -> hiddenFirst(plain, story).stream().limit(2).toList());
    add(
        "Story.FIRST_VISIBLE",
        Access.of(Story.FIRST_VISIBLE),
        1,
        (plain, story) ->
            plain.rows(
                Comment.class,
                3,
                "from Comment c where c.story.id = ?1 and c.hidden = false"
                    + " and c.parent.id is null order by c.id",
                story.id()));
    add(
        "Story.LAST_COMMENT",
        Access.of(Story.LAST_COMMENT),
        1,
        (plain, story) ->
            first(
                plain.rows(
                    Comment.class,
                    1,
                    "from Comment c where c.story.id = ?1 order by c.id desc",
                    story.id())));
    add("Story.TAGS", Access.of(Story.TAGS), 1, (plain, story) -> plain.tags(story.id()));
    add(
        "Story.TAGS_BY_NAME",
        Access.of(Story.TAGS_BY_NAME),
        1,
        (plain, story) ->
            plain.rows(
                Tag.class,
                2,
                "select t from Story s join s.tags t where s.id = ?1 order by t.name desc, t.id",
                story.id()));
    add(
        "Story.VOTES",
        Access.of(Story.VOTES),
        1,
        (plain, story) ->
            plain.rows(
                Vote.class,
                "from Vote v where v.id.storyId = ?1 order by v.amount, v.id.storyId, v.id.userId",
                story.id()));
    add(
        "Story.COMMENTERS",
        Access.of(Story.COMMENTERS),
        2,
        (plain, story) -> each(comments(plain, story), comment -> author(plain, comment)));
    add(
        "Story.OF_SAME_AUTHOR",
        Access.of(Story.OF_SAME_AUTHOR),
        2,
        (plain, story) -> {
          User author = author(plain, story);
          return author == null ? List.of() : stories(plain, author);
        });
  }

  static List<Comment> hiddenFirst(Plain plain, Story story) {
    return plain.rows(
        Comment.class,
        "from Comment c where c.story.id = ?1 order by c.hidden desc, c.id",
        story.id());
  }

  private static @Nullable Object first(List<?> rows) {
    return rows.isEmpty() ? null : rows.get(0);
  }

  private static <R, T> List<T> each(List<R> rows, Function<R, @Nullable T> next) {
    Set<T> targets = new LinkedHashSet<>();
    rows.stream().map(next).filter(Objects::nonNull).forEach(targets::add);
    return List.copyOf(targets);
  }

  private static @Nullable User author(Plain plain, Story story) {
    return plain.find(User.class, story.authorId());
  }

  private static @Nullable User author(Plain plain, Comment comment) {
    return plain.find(User.class, comment.authorId());
  }

  static List<Comment> comments(Plain plain, Story story) {
    return plain.rows(
        Comment.class, "from Comment c where c.story.id = ?1 order by c.id", story.id());
  }

  private static void storyNumbers() {
    number("Story.COMMENT_COUNT", Access.of(Story.COMMENT_COUNT), Long.class, "count(*)", "");
    number(
        "Story.LIKED_COUNT",
        Access.of(Story.LIKED_COUNT),
        Long.class,
        "count(*)",
        " and c.likes >= 2");
    number("Story.LIKES", Access.of(Story.LIKES), Long.class, "sum(c.likes)", "");
    number("Story.MOST_LIKES", Access.of(Story.MOST_LIKES), Integer.class, "max(c.likes)", "");
    add(
        "Story.HAS_HIDDEN",
        Access.of(Story.HAS_HIDDEN),
        1,
        (plain, story) ->
            !plain
                .rows(
                    Comment.class,
                    1,
                    "from Comment c where c.story.id = ?1 and c.hidden = true",
                    story.id())
                .isEmpty());
    add(
        "Story.TAG_COUNT",
        Access.of(Story.TAG_COUNT),
        1,
        (plain, story) -> (long) plain.tags(story.id()).size());
  }

  private static <N> void number(
      String name, Access<Story> access, Class<N> type, String selected, String condition) {
    String query = "select " + selected + " from Comment c where c.story.id = ?1" + condition;
    add(name, access, 1, (plain, story) -> plain.value(type, query, story.id()));
  }

  private static void comment() {
    add("Comment.STORY", Access.of(Comment.STORY), 1, Questions::story);
    add("Comment.AUTHOR", Access.of(Comment.AUTHOR), 1, Questions::author);
    add(
        "Comment.PARENT",
        Access.of(Comment.PARENT),
        1,
        (plain, comment) -> plain.find(Comment.class, comment.parentId()));
    add(
        "Comment.MENTIONED",
        Access.of(Comment.MENTIONED),
        1,
        (plain, comment) ->
            comment.mentions() == null
                ? null
                : first(
                    plain.rows(User.class, "from Users u where u.name = ?1", comment.mentions())));
    add(
        "Comment.AUTHORS_VOTE",
        Access.of(Comment.AUTHORS_VOTE),
        1,
        (plain, comment) ->
            plain.find(Vote.class, new VoteId(comment.storyId(), comment.authorId())));
    add(
        "Comment.REPLIES",
        Access.of(Comment.REPLIES),
        1,
        (plain, comment) ->
            plain.rows(
                Comment.class,
                "from Comment c where c.parent.id = ?1 order by c.likes desc, c.id",
                comment.id()));
    add("Comment.TREE", Access.of(Comment.TREE), 1, Questions::replies);
    add(
        "Comment.REPLY_COUNT",
        Access.of(Comment.REPLY_COUNT),
        1,
        (plain, comment) -> (long) replies(plain, comment).size());
    add(
        "Comment.STORY_AUTHOR",
        Access.of(Comment.STORY_AUTHOR),
        2,
        (plain, comment) -> {
          Story story = story(plain, comment);
          return story == null ? null : author(plain, story);
        });
  }

  private static @Nullable Story story(Plain plain, Comment comment) {
    return plain.find(Story.class, comment.storyId());
  }

  static List<Comment> replies(Plain plain, Comment comment) {
    return plain.rows(
        Comment.class, "from Comment c where c.parent.id = ?1 order by c.id", comment.id());
  }

  private static void others() {
    add(
        "Profile.USER",
        Access.of(Profile.USER),
        1,
        (plain, row) -> plain.find(User.class, row.userId()));
    add("Tag.STORIES", Access.of(Tag.STORIES), 1, (plain, tag) -> plain.storiesTagged(tag.id()));
    add(
        "Tag.AUTHORS",
        Access.of(Tag.AUTHORS),
        2,
        (plain, tag) -> each(plain.storiesTagged(tag.id()), story -> author(plain, story)));
    add(
        "Vote.USER",
        Access.of(Vote.USER),
        1,
        (plain, row) -> plain.find(User.class, row.id().userId()));
    add(
        "Vote.APPEALS",
        Access.of(Vote.APPEALS),
        1,
        (plain, vote) ->
            plain.rows(
                Appeal.class,
                "from Appeal a where a.vote.id = ?1 order by a.id",
                Plain.key(vote.id())));
    add(
        "Appeal.VOTE",
        Access.of(Appeal.VOTE),
        1,
        (plain, row) -> plain.find(Vote.class, row.voteId()));
    ALL.add(new Question<>("Flag.TARGET", Access.of(Flag.TARGET), 1, 3, Questions::target));
  }

  private static @Nullable Object target(Plain plain, Flag flag) {
    Class<?> type =
        switch (requireNonNullElse(flag.kind(), "")) {
          case "story" -> Story.class;
          case "comment" -> Comment.class;
          default -> User.class;
        };
    return flag.kind() == null ? null : plain.find(type, flag.target());
  }
}
