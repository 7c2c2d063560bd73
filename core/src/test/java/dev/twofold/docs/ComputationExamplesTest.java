package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.computation.BatchComputation;
import dev.twofold.computation.Computation;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.docs.Example.CommentEntity;
import dev.twofold.docs.Example.CommentLoader;
import dev.twofold.docs.Example.StoryEntity;
import dev.twofold.docs.Example.StoryLoader;
import dev.twofold.docs.Example.UserEntity;
import dev.twofold.docs.Example.UserLoader;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComputationExamplesTest {

  private final TestDatabase database =
      TestDatabase.h2(UserEntity.class, StoryEntity.class, CommentEntity.class);
  private final SessionFactory sessionFactory = database.sessionFactory();
  private final InMemoryTier tier = new InMemoryTier();
  private Twofold twofold;

  @BeforeEach
  void start() {
    sessionFactory.inTransaction(
        session -> {
          UserEntity ada = new UserEntity(1, "ada");
          session.persist(ada);
          StoryEntity story = new StoryEntity(10, "one", 3, ada);
          session.persist(story);
          session.persist(new CommentEntity(7, "*Never* stale.", story, null, ada));
          session.persist(new CommentEntity(8, "Meh.", story, null, ada));
        });
    // snippet: register-computations
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .region("steps", RegionPolicy.DEFAULT.withTimeToLive(Duration.ofMinutes(10)))
            .region("excerpts", RegionPolicy.DEFAULT.withTimeToLive(Duration.ofDays(7)))
            .build();
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(sessionFactory))
            .distributed(tier)
            .settings(settings)
            .register(new CommentLoader(), new StoryLoader(), new UserLoader())
            .computations(new Html(), new Excerpt(), new Mood())
            .build();
    // end
  }

  @AfterEach
  void stop() {
    twofold.close();
    database.close();
  }

  @Test
  void computation_isAskedLikeALoader_andSeesChanges() {
    try (LoadScope scope = twofold.open()) {
      // snippet: ask-computations
      Optional<String> one = scope.compute(Excerpt.class, new Excerpt.Of(7, 12));
      Loaded<Excerpt.Of, String> many =
          scope.computeAll(Excerpt.class, List.of(new Excerpt.Of(7, 12), new Excerpt.Of(7, 40)));
      // end
      assertThat(one).contains("<b>Never</b>");
      assertThat(many.inOrder()).containsExactly("<b>Never</b>", "<b>Never</b> stale.");
      assertThat(scope.stats().loader("Html").database()).isEqualTo(1);
      assertThat(scope.stats().loader("Excerpt").database()).isEqualTo(2);
    }
    sessionFactory.inTransaction(
        session -> session.find(CommentEntity.class, 7L).text = "*Always* right.");
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.compute(Excerpt.class, new Excerpt.Of(7, 13))).contains("<b>Always</b>");
    }
  }

  @Test
  void failure_isAResultWhereItIsSaidSo() {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.compute(Mood.class, 999L)).contains("unknown");
    }
  }

  @Test
  void batch_isOneCall() {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.computeAll(Mood.class, List.of(7L, 8L)).found())
          .isEqualTo(Map.of(7L, "good", 8L, "bad"));
      assertThat(scope.stats().loader("Mood").batches()).isEqualTo(1);
    }
  }

  // snippet: computation
  public static final class Html extends Computation<Long, String> {
    @Override
    public String region() {
      return "steps";
    }

    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.of(CommentLoader.class, commentId -> commentId));
    }

    @Override
    public Optional<String> compute(Long commentId, Inputs inputs) {
      return inputs
          .find(CommentLoader.class, commentId)
          .map(comment -> comment.text().replaceAll("\\*(.*)\\*", "<b>$1</b>"));
    }
  }

  // end

  // snippet: chain
  public static final class Excerpt extends Computation<Excerpt.Of, String> {
    public record Of(long commentId, int length) {}

    @Override
    public String region() {
      return "excerpts";
    }

    @Override
    public List<Input<Of>> inputs() {
      return List.of(Input.step(Html.class, Of::commentId));
    }

    @Override
    public Optional<String> compute(Of excerpt, Inputs inputs) {
      return inputs
          .findStep(Html.class, excerpt.commentId())
          .map(html -> html.substring(0, Math.min(html.length(), excerpt.length())));
    }
  }

  // end

  /** A service elsewhere, which takes many texts at once. */
  private static final class MoodService {

    static Map<Long, String> ofAll(Set<Long> ids, LongFunction<String> texts) {
      Map<Long, String> moods = new HashMap<>();
      for (long id : ids) {
        moods.put(id, texts.apply(id).contains("*") ? "good" : "bad");
      }
      return moods;
    }
  }

  // snippet: batch-computation
  public static final class Mood extends BatchComputation<Long, String> {
    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.of(CommentLoader.class, commentId -> commentId));
    }

    @Override
    public Map<Long, String> computeAll(Set<Long> commentIds, Inputs inputs) {
      return MoodService.ofAll(
          commentIds, commentId -> inputs.require(CommentLoader.class, commentId).text());
    }

    @Override
    public Optional<String> resultOfFailure(Long commentId, Exception failure) {
      return Optional.of("unknown"); // kept for the negative time to live of the region
    }
  }

  // end
}
