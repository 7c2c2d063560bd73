package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Votes, which go through to Redis. */
class VoteIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  private static final String STORY = "/stories/497";

  private static int score() {
    return demo.json(STORY).get("story").get("score").intValue();
  }

  private static HttpResponse<String> vote(String story) {
    return demo.nodeA().post(story + "/vote", Map.of());
  }

  @Test
  void vote_aStory_theNextReaderHasItWithoutAStatement() {
    int before = score();

    HttpResponse<String> answer = vote(STORY);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue(STORY);
    Awaitility.await()
        .until(() -> demo.application().twofold().stats().writtenThrough().loaded() > 0);

    HttpResponse<String> page = demo.get(STORY);
    assertThat(Cost.of(page).statements()).isZero();
    assertThat(score()).isEqualTo(before + 1);
  }

  @Test
  void vote_manyAtOnce_allCount() throws InterruptedException {
    int before = score();

    Thread[] voters = new Thread[8];
    for (int i = 0; i < voters.length; i++) {
      voters[i] = new Thread(() -> vote(STORY));
      voters[i].start();
    }
    for (Thread voter : voters) {
      voter.join();
    }

    assertThat(score()).isEqualTo(before + voters.length);
  }

  @Test
  void vote_notThereOrNotAllowed_refused() {
    assertThat(vote("/stories/99999").statusCode()).isEqualTo(404);
    assertThat(vote("/stories/x").statusCode()).isEqualTo(400);
    assertThat(demo.send(demo.nodeA().form(STORY + "/vote", Map.of())).statusCode()).isEqualTo(403);
    assertThat(demo.get(STORY + "/vote").statusCode()).isEqualTo(405);
  }
}
