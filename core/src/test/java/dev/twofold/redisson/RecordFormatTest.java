package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.FINGERPRINT;
import static dev.twofold.testing.TierKeys.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordFormatTest {

  private static final TierKey KEY = key("ada");
  private static final Token TOKEN = new Token(7, 8);
  private static final byte[] GENERATIONS = "0123456789abcdef0123456789ABCDEF".getBytes(UTF_8);
  private static final long NOW = 1_000_000;
  private static final byte[] PAYLOAD = {1, 2, 3};

  private static byte[] entry(char kind, long fingerprint, byte[] payload, String... tags) {
    ByteBuffer bytes = ByteBuffer.allocate(1_000);
    bytes.put((byte) kind).put((byte) 1).putShort((short) 0).putLong(fingerprint);
    bytes.putLong(TOKEN.node()).putLong(TOKEN.number()).put(GENERATIONS).putLong(NOW + 500);
    bytes.putShort((short) tags.length);
    for (String tag : tags) {
      byte[] name = tag.getBytes(UTF_8);
      bytes.putShort((short) name.length).put(name).put(new byte[16]);
    }
    bytes.put(payload);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static byte[] value(String... tags) {
    return entry('V', FINGERPRINT, PAYLOAD, tags);
  }

  @Nested
  class AnsweredByAScript {

    private static Lookup lookup(byte[] stored) {
      return RecordFormat.lookup(KEY, stored, NOW);
    }

    @Test
    void value_withTags_isAHitWithAllParts() {
      Lookup.Hit hit = (Lookup.Hit) lookup(value("red", "grün"));

      assertThat(hit.payload()).isEqualTo(PAYLOAD);
      assertThat(hit.lease()).isEqualTo(new Lease(KEY, TOKEN));
      assertThat(hit.remaining()).isEqualTo(Duration.ofMillis(500));
      assertThat(hit.tags()).isEqualTo(Set.of("red", "grün"));
    }

    @Test
    void knownAbsence_isKnownWithItsTime() {
      assertThat(lookup(entry('N', FINGERPRINT, new byte[0])))
          .isEqualTo(new Lookup.KnownAbsent(Duration.ofMillis(500)));
    }

    @Test
    void knownAbsence_withAPayload_isUndecodable() {
      assertThat(lookup(entry('N', FINGERPRINT, PAYLOAD))).isEqualTo(new Lookup.Unknown(true));
    }

    @Test
    void lease_isSomebodyElses() {
      byte[] lease = new byte[66];
      ByteBuffer.wrap(lease).put((byte) 'L').put((byte) 1).putLong(7).putLong(8);

      assertThat(lookup(lease)).isEqualTo(new Lookup.Awaited(new Lease(KEY, TOKEN)));
    }

    @Test
    void otherShape_isUndecodable() {
      assertThat(lookup(entry('V', FINGERPRINT + 1, PAYLOAD))).isEqualTo(new Lookup.Unknown(true));
      assertThat(lookup(entry('X', FINGERPRINT, PAYLOAD))).isEqualTo(new Lookup.Unknown(true));
    }

    @Test
    void anythingCutShort_isUndecodable() {
      byte[] whole = entry('V', FINGERPRINT, new byte[0], "red", "green");
      for (int length = 0; length < whole.length; length++) {
        assertThat(lookup(Arrays.copyOf(whole, length)))
            .as("%d bytes of %d", length, whole.length)
            .isEqualTo(new Lookup.Unknown(true));
      }
      assertThat(lookup(whole)).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    void leaseCutShort_isUndecodable() {
      assertThat(lookup(new byte[] {'L', 1, 0, 0})).isEqualTo(new Lookup.Unknown(true));
    }
  }

  @Nested
  class ReadWithoutAScript {

    @Test
    void value_ofThisGeneration_isAHit() {
      assertThat(RecordFormat.current(KEY, value(), GENERATIONS, NOW))
          .isInstanceOfSatisfying(
              Lookup.Hit.class, hit -> assertThat(hit.payload()).isEqualTo(PAYLOAD));
    }

    @Test
    void value_ofAnotherGeneration_isForAScript() {
      byte[] others = GENERATIONS.clone();
      others[31]++;

      assertThat(RecordFormat.current(KEY, value(), others, NOW)).isNull();
    }

    @Test
    void value_whoseTimeIsOver_isForAScript() {
      assertThat(RecordFormat.current(KEY, value(), GENERATIONS, NOW + 500)).isNull();
      assertThat(RecordFormat.current(KEY, value(), GENERATIONS, NOW + 499)).isNotNull();
    }

    @Test
    void value_withTags_isForAScript() {
      assertThat(RecordFormat.current(KEY, value("red"), GENERATIONS, NOW)).isNull();
    }

    @Test
    void lease_orNothing_isForAScript() {
      assertThat(RecordFormat.current(KEY, new byte[] {'L', 1}, GENERATIONS, NOW)).isNull();
      assertThat(RecordFormat.current(KEY, null, GENERATIONS, NOW)).isNull();
    }
  }
}
