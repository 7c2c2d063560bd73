package dev.twofold.testing;

import dev.twofold.tier.SharedNotes;
import java.time.Duration;
import java.util.List;

/**
 * Notes of a tier that may be broken.
 *
 * @param check throws where it is
 */
record FlakyNotes(SharedNotes notes, Runnable check) implements SharedNotes {

  @Override
  public Turn claim(String task, Duration hold, Duration memory, Duration budget) {
    check.run();
    return notes.claim(task, hold, memory, budget);
  }

  @Override
  public boolean keep(String task, String text, Duration hold, Duration memory, Duration budget) {
    check.run();
    return notes.keep(task, text, hold, memory, budget);
  }

  @Override
  public void leave(String task, String text, Duration memory, Duration budget) {
    check.run();
    notes.leave(task, text, memory, budget);
  }

  @Override
  public void finish(String task, Duration memory, Duration budget) {
    check.run();
    notes.finish(task, memory, budget);
  }

  @Override
  public void pin(String board, String text, Duration lifetime, Duration budget) {
    check.run();
    notes.pin(board, text, lifetime, budget);
  }

  @Override
  public List<String> pinned(String board, Duration lifetime, Duration budget) {
    check.run();
    return notes.pinned(board, lifetime, budget);
  }
}
