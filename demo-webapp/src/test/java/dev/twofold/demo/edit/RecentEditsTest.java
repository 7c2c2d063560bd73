package dev.twofold.demo.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.demo.node.Node;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentEditsTest {

  private static final Outcome.Committed EDIT = new Outcome.Committed(Optional.empty());

  private final RecentEdits edits = new RecentEdits(new Node("A"));

  @Test
  void report_ofThisNode_there() {
    String id = edits.add(EDIT);

    assertThat(id).isEqualTo("A1");
    assertThat(edits.report(id)).isPresent();
  }

  @Test
  void report_unknown_empty() {
    String elsewhere = new RecentEdits(new Node("B")).add(EDIT);

    edits.add(EDIT);

    assertThat(edits.report(elsewhere)).isEmpty();
    assertThat(edits.report("A2")).isEmpty();
    assertThat(edits.report("")).isEmpty();
  }

  @Test
  void report_aHundredEditsLater_forgotten() {
    String id = edits.add(EDIT);
    for (int i = 0; i < 99; i++) {
      edits.add(EDIT);
    }
    assertThat(edits.report(id)).isPresent();

    String last = edits.add(EDIT);

    assertThat(edits.report(id)).isEmpty();
    assertThat(edits.report(last)).isPresent();
  }
}
