package dev.twofold.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntryFormatTest {

  private static final TierKey KEY = new TierKey("app:UserLoader:7", 0x0123_4567_89AB_CDEFL);
  private static final byte[] PAYLOAD = {(byte) 0xCA, (byte) 0xFE};

  @Nested
  class Encode {

    @Test
    void encode_value_writesTheseBytes() {
      assertThat(hex(EntryFormat.encode(KEY, PAYLOAD)))
          .as("entries of running applications have this form: a change needs a new version")
          .isEqualTo("56010000" + "0123456789abcdef" + "cafe");
    }

    @Test
    void encode_absence_writesTheseBytes() {
      assertThat(hex(EntryFormat.encode(KEY, null))).isEqualTo("4e010000" + "0123456789abcdef");
    }

    private static String hex(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
  }

  @Nested
  class Decode {

    @Test
    void decode_nothing_isAMiss() {
      assertThat(EntryFormat.decode(KEY, null)).isEqualTo(Lookup.miss());
    }

    @Test
    void decode_value_hitsWithACopyOfThePayload() {
      byte[] stored = EntryFormat.encode(KEY, PAYLOAD);
      Lookup lookup = EntryFormat.decode(KEY, stored);
      Arrays.fill(stored, (byte) 0);

      assertThat(lookup)
          .isInstanceOfSatisfying(
              Lookup.Hit.class, hit -> assertThat(hit.payload()).isEqualTo(PAYLOAD));
    }

    @Test
    void decode_emptyValue_hits() {
      assertThat(EntryFormat.decode(KEY, EntryFormat.encode(KEY, new byte[0])))
          .isInstanceOfSatisfying(Lookup.Hit.class, hit -> assertThat(hit.payload()).isEmpty());
    }

    @Test
    void decode_absence_isKnownAbsent() {
      assertThat(EntryFormat.decode(KEY, EntryFormat.encode(KEY, null)))
          .isEqualTo(Lookup.knownAbsent());
    }

    @Test
    void decode_absenceWithAPayload_isUndecodable() {
      byte[] stored = EntryFormat.encode(KEY, PAYLOAD);
      stored[0] = 'N';

      assertThat(EntryFormat.decode(KEY, stored)).isEqualTo(Lookup.undecodable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4c", "4c00112233445566778899aabb", "4c0100000123456789abcdefcafe"})
    void decode_lease_isAnOrdinaryMiss(String stored) {
      assertThat(EntryFormat.decode(KEY, HexFormat.of().parseHex(stored))).isEqualTo(Lookup.miss());
    }

    @Test
    void decode_otherFingerprint_isUndecodable() {
      TierKey otherShape = new TierKey(KEY.text(), KEY.fingerprint() + 1);

      assertThat(EntryFormat.decode(otherShape, EntryFormat.encode(KEY, PAYLOAD)))
          .isEqualTo(Lookup.undecodable());
      assertThat(EntryFormat.decode(otherShape, EntryFormat.encode(KEY, null)))
          .isEqualTo(Lookup.undecodable());
    }

    @Test
    void decode_anyOtherByteInTheHeader_neverHits() {
      for (int offset = 0; offset < 12; offset++) {
        for (int change = 1; change < 256; change++) {
          byte[] stored = EntryFormat.encode(KEY, PAYLOAD);
          stored[offset] ^= (byte) change;

          assertThat(EntryFormat.decode(KEY, stored))
              .as("byte %s changed by %s", offset, change)
              .isInstanceOf(Lookup.Miss.class);
        }
      }
    }

    @Test
    void decode_cutAnywhereInTheHeader_isUndecodable() {
      byte[] stored = EntryFormat.encode(KEY, null);
      for (int length = 0; length < stored.length; length++) {
        assertThat(EntryFormat.decode(KEY, Arrays.copyOf(stored, length)))
            .isEqualTo(Lookup.undecodable());
      }
    }

    @Test
    void decode_randomBytes_neverHitsAndNeverThrows() {
      Random random = new Random(42);
      for (int i = 0; i < 10_000; i++) {
        byte[] stored = new byte[random.nextInt(64)];
        random.nextBytes(stored);

        assertThat(EntryFormat.decode(KEY, stored)).isInstanceOf(Lookup.Miss.class);
      }
    }
  }
}
