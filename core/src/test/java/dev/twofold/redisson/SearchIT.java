package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.Patience;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.EntrySearch;
import dev.twofold.tier.TierKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searches of one server. */
final class SearchIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final String EVERYTHING = "app:UserLoader:*";
  private static final List<TierKey> KEYS =
      IntStream.range(0, 2_000).mapToObj(TierKeys::key).toList();

  @BeforeEach
  void flush() {
    REDIS.flush();
  }

  private static Set<String> texts(List<TierKey> keys) {
    Set<String> texts = new HashSet<>();
    keys.forEach(key -> texts.add(key.text()));
    return texts;
  }

  private static Set<String> rest(EntrySearch search) {
    Set<String> found = new HashSet<>();
    EntrySearch.Step step;
    do {
      step = search.next(Patience.LIMIT);
      found.addAll(step.names());
    } while (!step.last());
    return found;
  }

  @Test
  void step_isOneScriptWithOneScan() {
    try (TestNode node = TestNode.quiet(REDIS.address())) {
      node.put(KEYS);
      REDIS.resetCounts();
      EntrySearch search = node.tier.search(EVERYTHING, 100);

      EntrySearch.Step step = search.next(Patience.LIMIT);

      assertThat(REDIS.commandCounts())
          .containsEntry("evalsha", 1L)
          .containsEntry("scan", 1L)
          .doesNotContainKey("keys");
      assertThat(step.names()).hasSizeBetween(50, 200);
      assertThat(step.share()).isBetween(0.04, 0.06);
      assertThat(step.last()).isFalse();
    }
  }

  @Test
  void whatIsRemovedMeanwhile_disturbsNothing() {
    try (TestNode node = TestNode.quiet(REDIS.address())) {
      node.put(KEYS);
      EntrySearch search = node.tier.search(EVERYTHING, 100);
      Set<String> found = new HashSet<>(search.next(Patience.LIMIT).names());
      KEYS.stream().filter(key -> found.contains(key.text())).forEach(SearchIT::evict);

      found.addAll(rest(search));

      assertThat(found).isEqualTo(texts(KEYS));
    }
  }

  private static void evict(TierKey key) {
    REDIS.call("DEL", key.text());
  }

  /** A place in the keys of a server means nothing to the one that takes over. */
  @Test
  void serverThatWasReplaced_isSearchedFromTheBeginning() {
    try (TestNode node = TestNode.brisk(REDIS.address())) {
      node.put(KEYS);
      EntrySearch search = node.tier.search(EVERYTHING, 1_000);
      search.next(Patience.LIMIT);
      REDIS.kill();
      REDIS.startEmpty();
      TierKey another = key(TierKeys.group("OtherLoader", TierKeys.USERS), 1);
      await().ignoreExceptions().until(() -> node.claim(another) != null);
      List<TierKey> others = KEYS.subList(0, 500);
      node.put(others);

      assertThat(rest(search)).isEqualTo(texts(others));
    }
  }

  @Test
  void otherNames_areNotFound() {
    try (TestNode node = TestNode.quiet(REDIS.address())) {
      node.put(List.of(key("a*b"), key("axb")));
      REDIS.call("SET", "app:UserLoader2:0123456789abc:a*b", "x");

      assertThat(rest(node.tier.search("app:UserLoader:*:a\\*b", 100)))
          .containsExactly(key("a*b").text());
    }
  }
}
