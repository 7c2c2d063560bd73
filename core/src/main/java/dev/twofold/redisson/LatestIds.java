package dev.twofold.redisson;

import dev.twofold.write.EntryId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The latest entry of each stream that this node knows of. Thread-safe. */
final class LatestIds {

  private static final EntryId NONE = new EntryId(0, 0);

  private final Map<String, EntryId> latest = new ConcurrentHashMap<>();

  void saw(String stream, EntryId id) {
    latest.merge(stream, id, (known, other) -> known.compareTo(other) < 0 ? other : known);
  }

  /** Adds the latest one to a command, in two arguments. */
  Command addTo(Command command, String stream) {
    EntryId id = latest.getOrDefault(stream, NONE);
    return command.add(id.millis()).add(id.sequence());
  }
}
