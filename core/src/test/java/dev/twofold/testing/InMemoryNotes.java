package dev.twofold.testing;

import dev.twofold.tier.SharedNotes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The notes of an {@link InMemoryTier}, by its clock. Thread-safe. */
final class InMemoryNotes {

  private record Task(String holder, Instant until, long runs, String text, Instant end) {}

  private record Pinned(String text, Instant since) {}

  private final InstantSource time;
  private final Map<String, Task> tasks = new HashMap<>();
  private final Map<String, Map<String, Pinned>> boards = new HashMap<>();

  InMemoryNotes(InstantSource time) {
    this.time = time;
  }

  /** The notes as one node sees them. */
  SharedNotes of(String node) {
    return new OfNode(node);
  }

  /** The names of boards with anything on them. */
  Set<String> boards() {
    synchronized (boards) {
      return Set.copyOf(boards.keySet());
    }
  }

  private final class OfNode implements SharedNotes {

    private final String node;

    OfNode(String node) {
      this.node = node;
    }

    @Override
    public Turn claim(String task, Duration hold, Duration memory, Duration budget) {
      synchronized (tasks) {
        Instant now = time.instant();
        Task known = known(task, now);
        if (known == null) {
          tasks.put(task, new Task(node, now.plus(hold), 0, "", now.plus(memory)));
          return new Turn(true, 0, "");
        }
        boolean held = !known.holder().isEmpty() && !known.holder().equals(node);
        if (held && known.until().isAfter(now)) {
          return new Turn(false, known.runs(), "");
        }
        tasks.put(
            task, new Task(node, now.plus(hold), known.runs(), known.text(), now.plus(memory)));
        return new Turn(true, known.runs(), known.text());
      }
    }

    private @Nullable Task known(String task, Instant now) {
      Task known = tasks.get(task);
      return known == null || !known.end().isAfter(now) ? null : known;
    }

    @Override
    public boolean keep(String task, String text, Duration hold, Duration memory, Duration budget) {
      return note(task, node, text, hold, memory, 0);
    }

    @Override
    public void leave(String task, String text, Duration memory, Duration budget) {
      note(task, "", text, Duration.ZERO, memory, 0);
    }

    @Override
    public void finish(String task, Duration memory, Duration budget) {
      note(task, "", "", Duration.ZERO, memory, 1);
    }

    private boolean note(
        String task, String holder, String text, Duration hold, Duration memory, int runs) {
      synchronized (tasks) {
        Instant now = time.instant();
        Task known = known(task, now);
        if (known == null || !known.holder().equals(node)) {
          return false;
        }
        tasks.put(
            task, new Task(holder, now.plus(hold), known.runs() + runs, text, now.plus(memory)));
        return true;
      }
    }

    @Override
    public void pin(String board, String text, Duration lifetime, Duration budget) {
      synchronized (boards) {
        boards
            .computeIfAbsent(board, name -> new TreeMap<>())
            .put(node, new Pinned(text, time.instant()));
      }
    }

    @Override
    public List<String> pinned(String board, Duration lifetime, Duration budget) {
      synchronized (boards) {
        Instant oldest = time.instant().minus(lifetime);
        Map<String, Pinned> known = boards.getOrDefault(board, Map.of());
        return known.values().stream()
            .filter(pinned -> !pinned.since().isBefore(oldest))
            .map(Pinned::text)
            .toList();
      }
    }
  }
}
