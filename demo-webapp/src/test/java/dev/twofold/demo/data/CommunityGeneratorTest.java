package dev.twofold.demo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommunityGeneratorTest {

  private static final Scale SMALL = new Scale(200, 500);

  @Test
  void generate_twice_sameRowsAsEver() {
    assertThat(hash(SMALL))
        .isEqualTo(hash(SMALL))
        .isEqualTo("146deaf79cbb551e2f9ef4d3a0139b5177c1e44dc069b97644dac03077c04ae3");
  }

  @Test
  void generate_otherScale_otherRows() {
    assertThat(hash(new Scale(200, 501))).isNotEqualTo(hash(SMALL));
  }

  @Test
  void generate_defaultScale_asManyRowsAsPromised() {
    Map<Table, Integer> counts = new EnumMap<>(Table.class);
    CommunityGenerator.generate(
        Scale.DEFAULT, (table, values) -> counts.merge(table, 1, Integer::sum));

    assertThat(counts)
        .containsEntry(Table.USERS, 5_000)
        .containsEntry(Table.PHOTOS, 5_000)
        .containsEntry(Table.STORIES, 20_000);
    assertThat(counts.get(Table.COMMENTS)).isBetween(95_000, 115_000);
    assertThat(counts.get(Table.VOTES)).isBetween(50_000, 70_000);
  }

  /**
   * The published figures: 83.6 % of the stories have fewer than ten comments, 41.1 % so few votes.
   */
  @Test
  void generate_defaultScale_sharesOfTheHistograms() {
    Map<Object, Integer> comments = new HashMap<>();
    int[] fewVotes = new int[1];
    CommunityGenerator.generate(
        Scale.DEFAULT,
        (table, values) -> {
          if (table == Table.COMMENTS) {
            comments.merge(String.valueOf(values[1]), 1, Integer::sum);
          } else if (table == Table.STORIES && (Integer) values[6] < 10) {
            fewVotes[0]++;
          }
        });

    long manyComments = comments.values().stream().filter(count -> count >= 10).count();
    assertThat(manyComments / 20_000.0).isBetween(0.154, 0.174);
    assertThat(comments.values()).allSatisfy(count -> assertThat(count).isLessThan(180));
    assertThat(fewVotes[0] / 20_000.0).isBetween(0.401, 0.421);
  }

  @Test
  void generate_anyScale_namesAndKeysAreUnique() {
    Map<Table, Set<String>> seen = new EnumMap<>(Table.class);
    Rows rows =
        (table, values) -> {
          String key =
              switch (table) {
                case USERS -> String.valueOf(values[1]);
                case STORY_TAG, VOTES -> values[0] + "-" + values[1];
                default -> String.valueOf(values[0]);
              };
          assertThat(seen.computeIfAbsent(table, any -> new HashSet<>()).add(key))
              .as("%s %s", table, key)
              .isTrue();
        };
    Scale scale = new Scale(9_000, 300);
    CommunityGenerator.generate(scale, rows);
    PictureGenerator.generate(scale, rows);
    assertThat(seen).containsOnlyKeys(Table.values());
  }

  private static String hash(Scale scale) {
    MessageDigest digest = sha256();
    CommunityGenerator.generate(
        scale,
        (table, values) ->
            digest.update((table + Arrays.toString(values)).getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
