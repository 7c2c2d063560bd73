package dev.twofold.checker.history;

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
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Events as bytes. */
@SuppressWarnings("EnumOrdinal") // both processes have the same classes
public final class EventStream {

  private static final View[] VIEWS = View.values();
  private static final Occasion[] OCCASIONS = Occasion.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  private EventStream() {}

  /** Writes an event. */
  public static void write(Event event, DataOutputStream out) throws IOException {
    if (event instanceof Read read) {
      out.writeByte('R');
      out.writeByte(read.view().ordinal());
      out.writeLong(read.id());
      write(read.seen(), out);
      out.writeLong(read.start());
      out.writeLong(read.end());
      out.writeByte(read.occasion().ordinal());
    } else if (event instanceof WriteBegun begun) {
      out.writeByte('B');
      out.writeLong(begun.transaction());
      out.writeUTF(begun.how());
      out.writeLong(begun.commitStart());
      out.writeInt(begun.changes().size());
      for (Change change : begun.changes()) {
        out.writeLong(change.cell().number());
        write(change.next(), out);
      }
    } else if (event instanceof CommitReturned returned) {
      out.writeByte('K');
      out.writeLong(returned.transaction());
      out.writeLong(returned.time());
    } else if (event instanceof WriteEnded ended) {
      out.writeByte('E');
      out.writeLong(ended.transaction());
      out.writeByte(ended.outcome().ordinal());
      out.writeLong(ended.finish());
    } else if (event instanceof Delivered delivered) {
      out.writeByte('D');
      out.writeLong(delivered.time());
    } else if (event instanceof Heartbeat heartbeat) {
      out.writeByte('H');
      out.writeLong(heartbeat.time());
    } else if (event instanceof Complaint complaint) {
      out.writeByte('C');
      out.writeUTF(complaint.text());
    } else if (event instanceof Trouble trouble) {
      out.writeByte('T');
      out.writeUTF(trouble.kind());
    } else {
      out.writeByte('.');
    }
  }

  /** Reads the next event. */
  public static Event read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'R' ->
          new Read(
              VIEWS[in.readByte()],
              in.readLong(),
              state(in),
              in.readLong(),
              in.readLong(),
              OCCASIONS[in.readByte()]);
      case 'B' -> new WriteBegun(in.readLong(), in.readUTF(), in.readLong(), changes(in));
      case 'K' -> new CommitReturned(in.readLong(), in.readLong());
      case 'E' -> new WriteEnded(in.readLong(), OUTCOMES[in.readByte()], in.readLong());
      case 'D' -> new Delivered(in.readLong());
      case 'H' -> new Heartbeat(in.readLong());
      case 'C' -> new Complaint(in.readUTF());
      case 'T' -> new Trouble(in.readUTF());
      case '.' -> new Done();
      default -> throw new IOException("no event starts with the byte " + kind);
    };
  }

  private static void write(State state, DataOutputStream out) throws IOException {
    out.writeLong(state.version());
    out.writeLong(state.content());
  }

  private static State state(DataInputStream in) throws IOException {
    return new State(in.readLong(), in.readLong());
  }

  private static List<Change> changes(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Change> changes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      changes.add(new Change(Cell.of(in.readLong()), state(in)));
    }
    return changes;
  }
}
