package dev.twofold.demo.data;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes up a community: members, what they submit, what they say about it and what they like. The
 * same scale gives the same rows, whatever the time and the machine: {@link Random} is specified to
 * the bit, and no clock is read.
 */
final class CommunityGenerator {

  private static final long SEED = 20_260_101L;
  private static final OffsetDateTime END =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final Duration BETWEEN_STORIES = Duration.ofMinutes(26);
  private static final Duration BETWEEN_USERS = Duration.ofHours(3);

  /** How much later a story must be to stand as high as one with ten times the votes. */
  private static final double RANKING_WINDOW_SECONDS = Duration.ofHours(22).toSeconds();

  private static final double SHARE_WITH_LINK = 0.9;

  private final Scale scale;
  private final Rows rows;

  /** How many votes and comments each story has, drawn before the rows that tell of them. */
  private final int[] votes;

  private final int[] comments;

  private CommunityGenerator(Scale scale, Rows rows) {
    this.scale = scale;
    this.rows = rows;
    Random random = new Random(SEED);
    votes = new int[scale.stories()];
    comments = new int[scale.stories()];
    for (int i = 0; i < scale.stories(); i++) {
      // A story has its submitter's vote at least; half of the users is a crowd in any community.
      votes[i] = Math.max(1, Math.min(Histogram.VOTES_PER_STORY.sample(random), scale.users() / 2));
      comments[i] = Histogram.COMMENTS_PER_STORY.sample(random);
    }
  }

  /** Hands all rows over, in an order in which none refers to a later one. */
  static void generate(Scale scale, Rows rows) {
    CommunityGenerator generator = new CommunityGenerator(scale, rows);
    generator.photos();
    generator.users();
    generator.tags();
    generator.stories();
    generator.storyTags();
    generator.comments();
    generator.votes();
  }

  private void photos() {
    Random random = new Random(SEED + 1);
    for (long id = 1; id <= scale.users(); id++) {
      rows.add(
          Table.PHOTOS,
          id,
          "photos/%d-%d.svg".formatted(random.nextInt(360), random.nextInt(1 << 15)));
    }
  }

  private void users() {
    Random random = new Random(SEED + 2);
    OffsetDateTime first = firstStory().minus(BETWEEN_USERS.multipliedBy(scale.users()));
    for (int i = 0; i < scale.users(); i++) {
      long id = i + 1L;
      rows.add(
          Table.USERS,
          id,
          Phrases.userName(i),
          Phrases.about(random),
          first.plus(BETWEEN_USERS.multipliedBy(i)),
          id);
    }
  }

  private void tags() {
    long id = 1;
    for (String name : Phrases.TAGS) {
      rows.add(Table.TAGS, id++, name);
    }
  }

  private void stories() {
    Random random = new Random(SEED + 3);
    for (int i = 0; i < scale.stories(); i++) {
      String title = Phrases.title(random);
      String site = random.nextDouble() < SHARE_WITH_LINK ? Phrases.site(random) : null;
      rows.add(
          Table.STORIES,
          i + 1L,
          user(random),
          title,
          site == null ? null : "https://%s/%s".formatted(site, Phrases.slug(title)),
          site,
          created(i),
          votes[i],
          hotness(i));
    }
  }

  private double hotness(int story) {
    double interest = StrictMath.log10(votes[story] + comments[story] / 10.0);
    return interest + created(story).toEpochSecond() / RANKING_WINDOW_SECONDS;
  }

  private void storyTags() {
    Random random = new Random(SEED + 4);
    for (int i = 0; i < scale.stories(); i++) {
      int wanted = 1 + random.nextInt(3);
      TreeSet<Long> chosen = new TreeSet<>();
      while (chosen.size() < wanted) {
        chosen.add(1L + random.nextInt(Phrases.TAGS.size()));
      }
      for (Long tag : chosen) {
        rows.add(Table.STORY_TAG, i + 1L, tag);
      }
    }
  }

  private void comments() {
    Random random = new Random(SEED + 5);
    long firstId = 1;
    for (int i = 0; i < scale.stories(); i++) {
      OffsetDateTime time = created(i);
      CommentThread thread = new CommentThread(comments[i], random);
      for (int n = 0; n < comments[i]; n++) {
        time = time.plusSeconds(30 + Skew.below(3_600, random));
        @Nullable Integer answered = thread.answered(n);
        rows.add(
            Table.COMMENTS,
            firstId + n,
            i + 1L,
            answered == null ? null : firstId + answered,
            user(random),
            time,
            Histogram.VOTES_PER_COMMENT.sample(random),
            Phrases.commentBody(random));
      }
      firstId += comments[i];
    }
  }

  /** The community keeps who voted for the newest quarter of the stories; of others, the score. */
  private void votes() {
    Random random = new Random(SEED + 6);
    for (int i = scale.stories() * 3 / 4; i < scale.stories(); i++) {
      TreeSet<Long> voters = new TreeSet<>();
      while (voters.size() < votes[i]) {
        voters.add(user(random));
      }
      for (Long voter : voters) {
        rows.add(Table.VOTES, i + 1L, voter);
      }
    }
  }

  /** A user, those who joined early more often. */
  private long user(Random random) {
    return 1L + Skew.below(scale.users(), random);
  }

  private OffsetDateTime firstStory() {
    return created(0);
  }

  private OffsetDateTime created(int story) {
    return END.minus(BETWEEN_STORIES.multipliedBy(scale.stories() - story));
  }
}
