package dev.twofold.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.TierException;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link DistributedTier} must do. Each test gets an empty tier. */
public abstract class DistributedTierContract {

  private static final Duration BUDGET = Duration.ofSeconds(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long FINGERPRINT = 0x0123_4567_89AB_CDEFL;

  /** The tier under test: the same one, and empty at first, throughout a test. */
  protected abstract DistributedTier tier();

  /** Moves the tier's clock forward where the test controls it; elsewhere time passes by itself. */
  protected abstract void elapse(Duration duration);

  /** Returns the lookup of one key. */
  private Lookup get(TierKey key) {
    return tier().getAll(List.of(key), BUDGET).get(0);
  }

  private void put(TierKey key, byte @Nullable [] payload) {
    tier().putAll(List.of(new Fill(key, payload, HOUR)), BUDGET);
  }

  private static TierKey key(Object name) {
    return new TierKey("app:UserLoader:0123456789abcdef:" + name, FINGERPRINT);
  }

  private static byte[] bytes(Object text) {
    return text.toString().getBytes(UTF_8);
  }

  private static void assertHit(Lookup lookup, byte[] payload) {
    assertThat(lookup)
        .isInstanceOfSatisfying(
            Lookup.Hit.class, hit -> assertThat(hit.payload()).isEqualTo(payload));
  }

  @Nested
  class GetAll {

    @Test
    void getAll_nothingPut_misses() {
      assertThat(get(key(1))).isEqualTo(Lookup.miss());
    }

    @Test
    void getAll_valuePut_hits() {
      put(key(1), bytes("ada"));

      assertHit(get(key(1)), bytes("ada"));
    }

    @Test
    void getAll_emptyValue_isAHitAndNotAbsence() {
      put(key(1), new byte[0]);

      assertHit(get(key(1)), new byte[0]);
    }

    @Test
    void getAll_absencePut_isKnownAbsent() {
      put(key(1), null);

      assertThat(get(key(1))).isEqualTo(Lookup.knownAbsent());
    }

    @Test
    void getAll_noKeys_answersNothing() {
      assertThat(tier().getAll(List.of(), BUDGET)).isEmpty();
    }

    @Test
    void getAll_mixedKeys_answersInTheirOrder() {
      put(key("b"), bytes("B"));
      put(key("n"), null);
      put(key("a"), bytes("A"));

      List<Lookup> answers = tier().getAll(List.of(key("a"), key("x"), key("n"), key("b")), BUDGET);

      assertThat(answers).hasSize(4);
      assertHit(answers.get(0), bytes("A"));
      assertThat(answers.subList(1, 3)).containsExactly(Lookup.miss(), Lookup.knownAbsent());
      assertHit(answers.get(3), bytes("B"));
    }

    @Test
    void getAll_repeatedKeys_repeatsTheirAnswers() {
      put(key(1), bytes("ada"));

      List<Lookup> answers = tier().getAll(List.of(key(1), key(2), key(1), key(2)), BUDGET);

      assertThat(answers).hasSize(4);
      assertHit(answers.get(0), bytes("ada"));
      assertHit(answers.get(2), bytes("ada"));
      assertThat(List.of(answers.get(1), answers.get(3))).containsOnly(Lookup.miss());
    }

    @Test
    void getAll_otherShapeOfValue_isUndecodable() {
      put(key(1), bytes("ada"));

      assertThat(get(new TierKey(key(1).text(), FINGERPRINT + 1))).isEqualTo(Lookup.undecodable());
    }

    @Test
    void getAll_answerChangedByTheCaller_keepsTheEntry() {
      put(key(1), bytes("ada"));

      Arrays.fill(((Lookup.Hit) get(key(1))).payload(), (byte) 0);

      assertHit(get(key(1)), bytes("ada"));
    }

    @Test
    void getAll_unusualKeys_keepsThemApart() {
      List<String> names = List.of("", " ", "a b", "a\r\nb", "{a}b", "ä", "😀", "a:b", "*");
      tier().putAll(names.stream().map(n -> new Fill(key(n), bytes(n), HOUR)).toList(), BUDGET);

      for (String name : names) {
        assertHit(get(key(name)), bytes(name));
      }
    }
  }

  @Nested
  class PutAll {

    @Test
    void putAll_nothing_doesNothing() {
      assertThatCode(() -> tier().putAll(List.of(), BUDGET)).doesNotThrowAnyException();
    }

    @Test
    void putAll_anotherValue_overwrites() {
      put(key(1), bytes("ada"));
      put(key(1), bytes("grace"));

      assertHit(get(key(1)), bytes("grace"));
    }

    @Test
    void putAll_valueAfterAbsenceAndBack_overwrites() {
      put(key(1), null);
      put(key(1), bytes("ada"));
      assertHit(get(key(1)), bytes("ada"));

      put(key(1), null);
      assertThat(get(key(1))).isEqualTo(Lookup.knownAbsent());
    }

    @Test
    void putAll_otherShapeOfValue_overwrites() {
      put(new TierKey(key(1).text(), FINGERPRINT + 1), bytes("old"));
      put(key(1), bytes("ada"));

      assertHit(get(key(1)), bytes("ada"));
    }

    @Test
    void putAll_timesToLive_expireEachEntryByItsOwn() {
      Duration brief = Duration.ofMillis(40);
      tier()
          .putAll(
              List.of(
                  new Fill(key("brief"), bytes("brief"), brief),
                  new Fill(key("absent"), null, brief),
                  new Fill(key("long"), bytes("long"), HOUR)),
              BUDGET);

      elapse(brief);

      await()
          .untilAsserted(
              () ->
                  assertThat(tier().getAll(List.of(key("brief"), key("absent")), BUDGET))
                      .containsExactly(Lookup.miss(), Lookup.miss()));
      assertHit(get(key("long")), bytes("long"));
    }

    @Test
    void putAll_payloadChangedByTheCaller_keepsTheEntry() {
      byte[] payload = bytes("ada");
      put(key(1), payload);

      Arrays.fill(payload, (byte) 0);

      assertHit(get(key(1)), bytes("ada"));
    }

    @Test
    void putAll_oneMebibyteOfAnyBytes_comesBack() {
      byte[] payload = new byte[1 << 20];
      new Random(42).nextBytes(payload);
      put(key(1), payload);

      assertHit(get(key(1)), payload);
    }

    @Test
    void putAll_tenThousandEntries_allComeBackAndGo() {
      List<TierKey> keys =
          new ArrayList<>(IntStream.range(0, 10_000).mapToObj(i -> key(i)).toList());
      tier().putAll(keys.stream().map(k -> new Fill(k, bytes(k.text()), HOUR)).toList(), BUDGET);

      Collections.shuffle(keys, new Random(42));
      List<Lookup> answers = tier().getAll(keys, BUDGET);

      assertThat(answers).hasSize(10_000);
      for (int i = 0; i < keys.size(); i++) {
        assertHit(answers.get(i), bytes(keys.get(i).text()));
      }
      tier().removeAll(keys, BUDGET);
      assertThat(tier().getAll(keys, BUDGET)).containsOnly(Lookup.miss());
    }
  }

  @Nested
  class RemoveAll {

    @Test
    void removeAll_someKeys_leavesTheOthers() {
      put(key(1), bytes("ada"));
      put(key(2), null);
      put(key(3), bytes("grace"));

      tier().removeAll(List.of(key(1), key(2)), BUDGET);

      assertThat(tier().getAll(List.of(key(1), key(2)), BUDGET)).containsOnly(Lookup.miss());
      assertHit(get(key(3)), bytes("grace"));
    }

    @Test
    void removeAll_otherShapeOfValue_removesWhateverStandsThere() {
      put(key(1), bytes("ada"));

      tier().removeAll(List.of(new TierKey(key(1).text(), FINGERPRINT + 1)), BUDGET);

      assertThat(get(key(1))).isEqualTo(Lookup.miss());
    }

    @Test
    void removeAll_absentAndRepeatedKeys_isNoError() {
      put(key(1), bytes("ada"));

      tier().removeAll(List.of(key(1), key("none"), key(1)), BUDGET);

      assertThat(get(key(1))).isEqualTo(Lookup.miss());
    }

    @Test
    void removeAll_nothing_doesNothing() {
      assertThatCode(() -> tier().removeAll(List.of(), BUDGET)).doesNotThrowAnyException();
    }
  }

  @Nested
  class Close {

    @Test
    void close_twice_isHarmless() {
      tier().close();

      assertThatCode(() -> tier().close()).doesNotThrowAnyException();
    }

    @Test
    void close_thenCalled_throwsTierException() {
      DistributedTier tier = tier();
      tier.close();

      assertThatThrownBy(() -> tier.getAll(List.of(key(1)), BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(() -> tier.putAll(List.of(new Fill(key(1), bytes("ada"), HOUR)), BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(() -> tier.removeAll(List.of(key(1)), BUDGET))
          .isInstanceOf(TierException.class);
    }
  }
}
