package dev.twofold.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write behind was taken neither by its queue nor by the database: the queue is full or does not
 * answer, and its policy says to refuse then. Of several writes that were given together, those
 * that are not named here are queued.
 */
public final class WriteRefusedException extends TwofoldException {

  private static final long serialVersionUID = 1L;

  private final String queue;
  private final transient List<?> keys;

  /**
   * @param reason goes on after the number of writes and the name of the queue
   * @param keys of the writes that were refused, in the order given; not shown in the message
   */
  public WriteRefusedException(
      String queue, String reason, List<?> keys, @Nullable Throwable cause) {
    super("%d writes to queue '%s' are refused: %s".formatted(keys.size(), queue, reason), cause);
    this.queue = queue;
    this.keys = List.copyOf(keys);
  }

  /** The name of the queue. */
  public String queue() {
    return queue;
  }

  /** The keys of the writes that were refused, in the order given. */
  public List<?> keys() {
    return keys;
  }
}
