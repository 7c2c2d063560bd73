package dev.twofold.write;

/**
 * Which entries of a queue a batch is made of: all of a partition from the first to the last that
 * are still to be written. A batch is the same one, or overlaps, whoever reads it again, so a
 * writer that keeps the last position in the transaction of the batch writes nothing twice.
 *
 * @param queue the name of the queue
 * @param partition the number of the partition
 * @param epoch which life of the partition: entries of another life have nothing to do with these,
 *     whatever their ids
 * @param first the oldest entry
 * @param last the latest entry
 */
public record BatchPosition(
    String queue, int partition, String epoch, EntryId first, EntryId last) {

  /** As a place in messages and dead letters, {@code views/3 1700000000000-0}. */
  @Override
  public String toString() {
    String place = queue + "/" + partition + " " + first;
    return first.equals(last) ? place : place + " to " + last;
  }
}
