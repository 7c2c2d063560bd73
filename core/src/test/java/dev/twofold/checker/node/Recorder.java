package dev.twofold.checker.node;

import dev.twofold.checker.history.Event;
import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.Event.CommitReturned;
import dev.twofold.checker.history.Event.Heartbeat;
import dev.twofold.checker.history.Event.Read;
import dev.twofold.checker.history.Event.WriteBegun;
import dev.twofold.checker.history.Event.WriteEnded;
import dev.twofold.checker.history.EventStream;
import dev.twofold.checker.history.Occasion;
import dev.twofold.checker.history.Outcome;
import dev.twofold.checker.history.State;
import dev.twofold.checker.history.View;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Tells the checker what this node sees. Times of what has ended are taken here, so that nothing is
 * told after a heartbeat that ended before it. Thread-safe.
 */
final class Recorder {

  private static final int BUFFER = 1 << 16;

  private final DataOutputStream out;

  Recorder(OutputStream out) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
  }

  synchronized void read(View view, long id, State seen, long start, Occasion occasion) {
    write(new Read(view, id, seen, start, System.nanoTime(), occasion));
  }

  /** Arrives also if this process dies right afterwards. */
  synchronized void beginsToCommit(long transaction, String how, List<Change> changes) {
    write(new WriteBegun(transaction, how, System.nanoTime(), changes));
    flush();
  }

  /** Arrives also if this process dies right afterwards. */
  synchronized void commitReturned(long transaction) {
    write(new CommitReturned(transaction, System.nanoTime()));
    flush();
  }

  synchronized void ended(long transaction, Outcome outcome) {
    write(new WriteEnded(transaction, outcome, System.nanoTime()));
  }

  synchronized void tell(Event event) {
    write(event);
  }

  synchronized void heartbeat() {
    write(new Heartbeat(System.nanoTime()));
    flush();
  }

  private void write(Event event) {
    try {
      EventStream.write(event, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
