package dev.twofold.model.relation;

import dev.twofold.model.relation.Graph.Tagged;
import dev.twofold.model.relation.Rows.Appeal;
import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Flag;
import dev.twofold.model.relation.Rows.Profile;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.model.relation.Rows.User;
import dev.twofold.model.relation.Rows.Vote;
import dev.twofold.model.relation.Rows.VoteId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates graphs. Foreign keys lead to rows, to the row itself, to nothing, or are null. */
final class Graphs {

  /** Ids of most entities are 1 to this at most; some more lead nowhere. */
  static final int ROWS = 5;

  static final int COMMENTS = 14;

  private Graphs() {}

  static Arbitrary<Graph> graphs() {
    return Combinators.combine(
            rows(ROWS, Graphs::user),
            rows(ROWS, Graphs::profile),
            rows(ROWS, Graphs::story),
            rows(COMMENTS, Graphs::comment),
            rows(ROWS, Graphs::tag),
            Combinators.combine(some(ROWS), some(ROWS)).as(Tagged::new).set().ofMaxSize(10),
            votes(),
            Combinators.combine(rows(ROWS, Graphs::appeal), rows(2 * ROWS, Graphs::flag))
                .as(Rest::new))
        .as(
            (users, profiles, stories, comments, tags, tagged, votes, rest) ->
                new Graph(
                    users,
                    profiles,
                    stories,
                    comments,
                    tags,
                    existing(tagged, stories, tags),
                    votes,
                    rest.appeals(),
                    rest.flags()));
  }

  private record Rest(List<Appeal> appeals, List<Flag> flags) {}

  /** As many rows as there are numbers, with the ids 1 and so on. */
  private static <R> Arbitrary<List<R>> rows(int most, Function<Long, Arbitrary<R>> row) {
    return Arbitraries.integers()
        .between(0, most)
        .flatMap(
            size -> {
              List<Arbitrary<R>> rows = new ArrayList<>();
              for (long id = 1; id <= size; id++) {
                rows.add(row.apply(id));
              }
              return Combinators.combine(rows).as(list -> list);
            });
  }

  /** Ids of which the last lead nowhere, and some others too in small graphs. */
  private static Arbitrary<Long> some(int most) {
    return Arbitraries.longs().between(1, most + 1);
  }

  private static Arbitrary<User> user(long id) {
    return Arbitraries.just(new User(id, "u" + id));
  }

  /** A user has one profile at most. */
  private static Arbitrary<Profile> profile(long id) {
    return Arbitraries.just(new Profile(id, ROWS + 1 - id));
  }

  private static Arbitrary<Story> story(long id) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3).injectNull(0.2),
            some(ROWS),
            some(ROWS).injectNull(0.4))
        .as((points, author, editor) -> new Story(id, points, author, editor));
  }

  private static Arbitrary<Comment> comment(long id) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3).injectNull(0.2),
            Arbitraries.of(true, false),
            some(ROWS).map(user -> "u" + user).injectNull(0.5),
            some(ROWS),
            some(ROWS),
            some(COMMENTS).injectNull(0.3))
        .as(
            (likes, hidden, mentions, story, author, parent) ->
                new Comment(id, likes, hidden, mentions, story, author, parent));
  }

  private static Arbitrary<Tag> tag(long id) {
    return Arbitraries.of("java", "sql").map(name -> new Tag(id, name));
  }

  private static Arbitrary<List<Vote>> votes() {
    return Combinators.combine(voteIds(), Arbitraries.integers().between(-1, 1))
        .as(Vote::new)
        .list()
        .uniqueElements(Vote::id)
        .ofMaxSize(10);
  }

  static Arbitrary<VoteId> voteIds() {
    return Combinators.combine(some(ROWS), some(ROWS)).as(VoteId::new);
  }

  private static Arbitrary<Appeal> appeal(long id) {
    return voteIds().injectNull(0.2).map(vote -> new Appeal(id, vote));
  }

  private static Arbitrary<Flag> flag(long id) {
    return Combinators.combine(
            Arbitraries.of("story", "comment", "user").injectNull(0.1), some(ROWS).injectNull(0.1))
        .as((kind, target) -> new Flag(id, kind, target));
  }

  /** A join table of Hibernate has no row that leads nowhere. */
  private static Set<Tagged> existing(Set<Tagged> tagged, List<Story> stories, List<Tag> tags) {
    Set<Tagged> existing = new LinkedHashSet<>(tagged);
    existing.removeIf(join -> join.story() > stories.size() || join.tag() > tags.size());
    return existing;
  }
}
