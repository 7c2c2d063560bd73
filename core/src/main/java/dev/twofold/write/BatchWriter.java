package dev.twofold.write;

/**
 * Writes batches of a queue to the database. Thread-safe: a queue calls it on a thread of its own,
 * and on those of callers while it writes {@linkplain WriteBatch#position directly}.
 *
 * <p>A batch is offered at least once: if its process dies between the commit and the moment at
 * which the queue hears of it, the next node offers its entries again, in one batch with later ones
 * perhaps. A writer that must not count twice keeps the position of what it has written in the same
 * transaction; {@code dev.twofold.hibernate.PositionedWriter} does. Partitions are offered one
 * after another, and the entries of a partition in their order, by one node at a time as long as a
 * batch takes no longer than the lease of the queue.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface BatchWriter<K, V> {

  /**
   * Writes all of a batch or, throwing, nothing.
   *
   * @throws dev.twofold.error.TierException if the database cannot be reached, or somebody else
   *     stands in the way: nothing is wrong with the batch, and it is offered again until it is
   *     written. So it is with {@link java.sql.SQLException}s among the causes that say so.
   * @throws RuntimeException for any other reason: after some attempts its writes are offered in
   *     smaller batches, and what fails alone becomes a dead letter. So it is with errors, except a
   *     {@link VirtualMachineError} other than an end of the stack, which waits as an unreachable
   *     database does
   */
  void write(WriteBatch<K, V> batch);

  /**
   * Checks that it can write. Called once, at start. Default: nothing to check.
   *
   * @throws dev.twofold.error.ConfigurationException if not, saying what to do
   */
  default void check() {}
}
