package dev.twofold.stats;

import java.time.Duration;

/**
 * What an engine has done with outboxes since it was built. A snapshot.
 *
 * @param written rows that transactions of this node have left and committed
 * @param delivered rows that were left, by this node or by others, and that this node has delivered
 * @param undecodable rows that this node could not read and has set aside; for each of them it has
 *     cleared everything
 * @param waiting how many rows waited when this node looked last, young ones included; of all nodes
 * @param oldest the age of the oldest of them
 */
public record OutboxStats(
    long written, long delivered, long undecodable, long waiting, Duration oldest) {

  /** Without outbox. */
  public static final OutboxStats NONE = new OutboxStats(0, 0, 0, 0, Duration.ZERO);
}
