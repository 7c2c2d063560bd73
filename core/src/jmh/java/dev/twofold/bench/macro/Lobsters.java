package dev.twofold.bench.macro;

import dev.twofold.bench.model.Zipf;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What visitors of lobste.rs ask for, by the shares that jonhoo/trawler has published of its log.
 * The demo has no page of all comments: a comment with its answers stands for it. Its users have no
 * sessions: what a login reads from the database does, and a logout is nothing. New stories are
 * read more often than old ones.
 */
final class Lobsters implements Workload.Asks {

  private static final double SKEW = 1;

  private final MacroContender contender;
  private final Format format;
  private final Community community;
  private final Zipf stories;
  private final Zipf comments;
  private final Zipf users;
  private final Mix mix;

  Lobsters(MacroContender contender, Format format, Community community) {
    this.contender = contender;
    this.format = format;
    this.community = community;
    stories = new Zipf(community.stories(), SKEW);
    comments = new Zipf(community.comments(), SKEW);
    users = new Zipf(community.users().size(), SKEW);
    mix =
        reads()
            .add(0.630, random -> vote("comment", comment(random), 1))
            .add(0.475, random -> vote("story", story(random), 1))
            .add(0.316 + 0.071, this::remark)
            .add(0.087, random -> page("/users/" + user(random) + "/edit"))
            .add(0.054, random -> vote("comment", comment(random), -1))
            .add(0.053, random -> Ask.post("/write/story?author=" + users.sample(random)))
            .add(0.021, random -> vote("story", story(random), -1))
            .add(0.003, random -> page("/health"));
  }

  /** A page that loads nothing. */
  static Workload.Asks nothing() {
    return random -> Ask.get("/health", Format.JSON);
  }

  /** The pages, without what writes. */
  Mix reads() {
    return new Mix()
        .add(55.842, random -> page("/stories/" + story(random)))
        .add(30.105, random -> page("/"))
        .add(6.702, random -> page("/users/" + user(random)))
        .add(4.674, random -> page("/comments/" + comment(random)))
        .add(0.967, random -> page("/recent"));
  }

  /** Each story and each user once. */
  List<Ask> pages() {
    return Stream.concat(
            IntStream.rangeClosed(1, community.stories()).mapToObj(story -> "/stories/" + story),
            community.users().stream().map(user -> "/users/" + encoded(user)))
        .map(this::page)
        .toList();
  }

  @Override
  public Ask next(RandomGenerator random) {
    return mix.next(random);
  }

  private Ask page(String path) {
    return Ask.get(contender.address(path), format);
  }

  private static Ask vote(String kind, int id, int by) {
    return Ask.post("/write/%s-vote?id=%d&by=%d".formatted(kind, id, by));
  }

  private Ask remark(RandomGenerator random) {
    return Ask.post(
        "/write/comment?story=%d&author=%d".formatted(story(random), users.sample(random)));
  }

  private int story(RandomGenerator random) {
    return community.stories() + 1 - stories.sample(random);
  }

  private int comment(RandomGenerator random) {
    return community.comments() + 1 - comments.sample(random);
  }

  private String user(RandomGenerator random) {
    return encoded(community.users().get(users.sample(random) - 1));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
