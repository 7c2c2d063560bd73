package dev.twofold.demo.fault;

import dev.twofold.tier.SharedNotes;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The notes of a tier behind a switch.
 *
 * @param passed what is left of a budget behind the switch
 */
record SwitchedNotes(SharedNotes notes, UnaryOperator<Duration> passed) implements SharedNotes {

  @Override
  public Turn claim(String task, Duration hold, Duration memory, Duration budget) {
    return notes.claim(task, hold, memory, passed.apply(budget));
  }

  @Override
  public boolean keep(String task, String text, Duration hold, Duration memory, Duration budget) {
    return notes.keep(task, text, hold, memory, passed.apply(budget));
  }

  @Override
  public void leave(String task, String text, Duration memory, Duration budget) {
    notes.leave(task, text, memory, passed.apply(budget));
  }

  @Override
  public void finish(String task, Duration memory, Duration budget) {
    notes.finish(task, memory, passed.apply(budget));
  }

  @Override
  public void pin(String board, String text, Duration lifetime, Duration budget) {
    notes.pin(board, text, lifetime, passed.apply(budget));
  }

  @Override
  public List<String> pinned(String board, Duration lifetime, Duration budget) {
    return notes.pinned(board, lifetime, passed.apply(budget));
  }
}
