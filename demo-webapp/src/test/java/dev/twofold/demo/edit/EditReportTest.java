package dev.twofold.demo.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.demo.node.InvalidationLog;
import dev.twofold.demo.node.Node;
import dev.twofold.demo.node.Told;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EditReportTest {

  private static final Region REGION = new Region("default", Consistency.AVAILABLE, Duration.ZERO);

  private final Node node = new Node("A");
  private final Node other = new Node("B");

  private static StaleKey key(String loader, Object id) {
    return new StaleKey("community-1:" + loader, String.valueOf(id), REGION);
  }

  private Told told(Invalidation stale, boolean confirmed) {
    try (InvalidationLog.Listening listening = node.log().listen()) {
      node.log().sent(stale, confirmed, Duration.ofMillis(2));
      return listening.told().orElseThrow();
    }
  }

  private EditReport report(Invalidation stale) {
    return EditReport.of(Optional.of(told(stale, true)), node);
  }

  @Test
  void report_keysOfLoaders_byLoaderWithoutTheApplication() {
    EditReport report =
        report(
            Invalidation.ofKeys(
                Set.of(
                    key("UserLoader", 1),
                    key("UserLoader by name", "ada_oak"),
                    key("UserLoader by name", "ada_ash"))));

    assertThat(report.stale())
        .containsExactly(
            new StaleEntries("UserLoader", List.of("1"), 0),
            new StaleEntries("UserLoader by name", List.of("ada_ash", "ada_oak"), 0));
    assertThat(report.more()).isZero();
  }

  @Test
  void report_wholeLoader_noIds() {
    Invalidation stale =
        new Invalidation(
            Set.of(key("FrontPage", 3)),
            Set.of(new StaleLoader("community-1:FrontPage", REGION)),
            Set.of(),
            Set.of());

    assertThat(report(stale).stale()).containsExactly(new StaleEntries("FrontPage", List.of(), 0));
  }

  @Test
  void report_muchStale_aHandfulAndHowManyMore() {
    Set<StaleKey> keys = new HashSet<>();
    for (int loader = 1; loader <= 8; loader++) {
      for (int id = 1; id <= 9; id++) {
        keys.add(key("Loader" + loader, id));
      }
    }

    EditReport report = report(Invalidation.ofKeys(keys));

    assertThat(report.stale()).hasSize(6);
    assertThat(report.more()).isEqualTo(2);
    assertThat(report.stale().get(0))
        .isEqualTo(new StaleEntries("Loader1", List.of("1", "2", "3", "4", "5"), 4));
  }

  @Test
  void report_nothingTold_empty() {
    node.meet(other, 1);

    assertThat(EditReport.of(Optional.empty(), node))
        .isEqualTo(new EditReport(List.of(), 0, null, "B", null));
  }

  @Test
  void report_redisDown_notConfirmed() {
    Told told = told(Invalidation.ofKeys(Set.of(key("UserLoader", 1))), false);

    assertThat(EditReport.of(Optional.of(told), node).confirmed()).isNull();
  }

  @Test
  void report_otherNode_onceItHasHeard() {
    node.meet(other, 1);
    Invalidation stale = Invalidation.ofKeys(Set.of(key("UserLoader", 1)));
    Told told = told(stale, true);

    EditReport before = EditReport.of(Optional.of(told), node);
    other.log().received(stale);
    EditReport after = EditReport.of(Optional.of(told), node);

    assertThat(before.heard()).isNull();
    assertThat(after.neighbour()).isEqualTo("B");
    assertThat(after.heard()).isGreaterThanOrEqualTo(2);
    assertThat(after.confirmed()).isEqualTo(2);
  }

  @Test
  void report_onlyNode_saysNothingOfAnother() {
    EditReport report = report(Invalidation.ofKeys(Set.of(key("UserLoader", 1))));

    assertThat(report.neighbour()).isNull();
    assertThat(report.heard()).isNull();
  }
}
