package dev.twofold.checker.history;

import dev.twofold.checker.history.Event.Read;
import dev.twofold.checker.history.Violation.Rule;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks one read against the writes of its cell, all of which are known up to the end of the read.
 * Where a read does not tell which version it saw, the newest that it can have been counts.
 */
final class ReadCheck {

  private static final double NANOS_PER_MILLI = 1e6;

  private final CellHistory cell;
  private final int node;
  private final Read read;

  ReadCheck(CellHistory cell, int node, Read read) {
    this.cell = cell;
    this.node = node;
    this.read = read;
  }

  /**
   * What is wrong with the read.
   *
   * @param window by how much other nodes' writes may be late
   * @param forgotten whether what is known since some time need not be known any more
   */
  Optional<Violation> violation(long window, LongPredicate forgotten) {
    long version = read.seen().version();
    if (read.seen().hasVersion()) {
      Write seen = cell.newest(this::isSeen);
      if (seen == null && version > cell.forgotten()) {
        return Optional.of(broken(Rule.NEVER_COMMITTED, null));
      }
      if (seen != null && seen.commitStart > read.end()) {
        return Optional.of(broken(Rule.TOO_EARLY, seen));
      }
    }
    return stale(newestPossible(), window, forgotten);
  }

  /** By how many nanoseconds it is late; zero: it is not. */
  long lateness() {
    long late = 0;
    for (Write write : cell.after(newestPossible())) {
      if (write.node != node) {
        late = Math.max(late, read.start() - write.knownEverywhere);
      }
    }
    return late;
  }

  /** Remembers for reads of a strict cell that begin later what this one saw. */
  void remember() {
    Write seen = read.seen().hasVersion() ? cell.newest(this::isSeen) : null;
    if (seen != null) {
      seen.certainFrom(read.end());
    }
  }

  private Optional<Violation> stale(long version, long window, LongPredicate forgotten) {
    Write floor =
        cell.newest(
            write -> {
              long known = known(write, window);
              return write.state.version() > version
                  && known < read.start()
                  && !forgotten.test(known);
            });
    return floor == null
        ? Optional.empty()
        : Optional.of(broken(read.isLast() ? Rule.LEFT_BEHIND : Rule.STALE, floor));
  }

  private long known(Write write, long window) {
    if (write.node == node) {
      return Math.min(write.knownAtHome, write.certain);
    }
    long everywhere = Math.min(write.knownEverywhere, write.certain);
    return everywhere == Write.NEVER ? Write.NEVER : everywhere + window;
  }

  private boolean isSeen(Write write) {
    return write.state.version() == read.seen().version() && hasContent(write);
  }

  private boolean hasContent(Write write) {
    long content = read.seen().content();
    return content == State.UNKNOWN || write.state.content() == content;
  }

  private long newestPossible() {
    if (read.seen().hasVersion()) {
      return read.seen().version();
    }
    Write newest = cell.newest(write -> write.commitStart <= read.end() && hasContent(write));
    if (newest == null) {
      return cell.forgotten();
    }
    return newest.state.version() - (read.seen().equals(State.REPLACED) ? 1 : 0);
  }

  private Violation broken(Rule rule, @Nullable Write write) {
    String expected =
        write == null
            ? "which nobody wrote"
            : "but node %d wrote %s (%s), commit begun %s, known at home %s, everywhere %s, certain %s"
                .formatted(
                    write.node,
                    write.state,
                    write.how,
                    before(write.commitStart),
                    before(write.knownAtHome),
                    before(write.knownEverywhere),
                    before(write.certain));
    return new Violation(
        rule,
        "node %d read (%s) %s %d as %s in %.2f ms, %s"
            .formatted(
                node,
                read.occasion(),
                read.view(),
                read.id(),
                read.seen(),
                (read.end() - read.start()) / NANOS_PER_MILLI,
                expected));
  }

  private String before(long time) {
    return time == Write.NEVER
        ? "never"
        : "%.2f ms before".formatted((read.start() - time) / NANOS_PER_MILLI);
  }
}
