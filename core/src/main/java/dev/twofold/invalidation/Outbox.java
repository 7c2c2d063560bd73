package dev.twofold.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A table into which transactions insert what they make stale, so that it is told even if their
 * process dies between commit and invalidation. A row is deleted once it was delivered; what is
 * left was, perhaps, not. Thread-safe.
 */
public interface Outbox {

  /**
   * Checks that rows can be written and read. Called once, at start.
   *
   * @throws dev.twofold.error.ConfigurationException if not, saying what to do
   */
  void check();

  /**
   * Deletes rows that were delivered; those that are gone already are no mistake.
   *
   * @throws dev.twofold.error.TierException if the database fails
   */
  void delete(List<String> ids);

  /**
   * Looks how much waits, and hands what is old to a receiver, oldest first. What that has
   * delivered is deleted, what it cannot read is set aside. Rows that another node is handing over
   * at the same time are left out where the database can do that; elsewhere several nodes may
   * deliver a row.
   *
   * @throws dev.twofold.error.TierException if the database fails; then what was delivered may be
   *     handed over again
   */
  Backlog handOver(Search search, Receiver receiver);

  /**
   * Which rows are handed over.
   *
   * @param application those of this application
   * @param format in this version of the format or an older one
   * @param age so old at least, by the clock of the database
   * @param most so many at most
   */
  record Search(String application, int format, Duration age, int most) {}

  /** Delivers rows. */
  @FunctionalInterface
  interface Receiver {
    Handled handle(List<OutboxRow> rows);
  }

  /**
   * What became of rows; the others wait.
   *
   * @param delivered the ids of those that are done
   * @param undecodable the ids of those that can never be read
   */
  record Handled(Set<String> delivered, Set<String> undecodable) {
    public Handled {
      delivered = Set.copyOf(delivered);
      undecodable = Set.copyOf(undecodable);
    }
  }

  /**
   * How much waits, young rows included.
   *
   * @param waiting how many rows before any was handed over
   * @param oldest the age of the oldest; zero if there is none
   * @param done how many were delivered or set aside
   */
  record Backlog(long waiting, Duration oldest, int done) {}
}
