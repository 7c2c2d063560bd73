package dev.twofold.checker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.Event.CommitReturned;
import dev.twofold.checker.history.Event.Complaint;
import dev.twofold.checker.history.Event.Delivered;
import dev.twofold.checker.history.Event.Done;
import dev.twofold.checker.history.Event.Heartbeat;
import dev.twofold.checker.history.Event.Read;
import dev.twofold.checker.history.Event.Trouble;
import dev.twofold.checker.history.Event.WriteBegun;
import dev.twofold.checker.history.Event.WriteEnded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static final List<Event> EVENTS =
      List.of(
          new Read(View.COIN_LIST, 5, State.REPLACED, 17, 19, Occasion.AFTER_COMMIT),
          new WriteBegun(
              3,
              "INSERT",
              20,
              List.of(new Change(new Cell(CellKind.VAULT_COINS, 11), new State(4, 2)))),
          new CommitReturned(3, 29),
          new WriteEnded(3, Outcome.UNCONFIRMED, 30),
          new Delivered(31),
          new Heartbeat(32),
          new Complaint("wrong"),
          new Trouble("slow"),
          new Done());

  @Test
  void events_areReadAsWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Event event : EVENTS) {
      EventStream.write(event, new DataOutputStream(bytes));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    for (Event event : EVENTS) {
      assertThat(EventStream.read(in)).isEqualTo(event);
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void strangeBytes_areRefused() {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[] {'?'}));
    assertThatThrownBy(() -> EventStream.read(in))
        .isInstanceOf(IOException.class)
        .hasMessage("no event starts with the byte 63");
  }
}
