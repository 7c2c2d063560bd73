package dev.twofold.tier.near;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the near tier keeps of a key.
 *
 * @param form the cached form, shared by all requests; null: the database has none, or {@code
 *     payload} has it
 * @param payload the encoded value, where it was kept below the heap and nobody has decoded it yet
 * @param vintage when it was read, by the engine's own count: an entry counts if nothing that
 *     concerns it was cleared since
 * @param deadline when it ends, by {@link System#nanoTime}
 * @param tags those that it can be cleared by
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record NearEntry(
    @Nullable Object form,
    byte @Nullable [] payload,
    long vintage,
    long deadline,
    Set<String> tags) {

  /** Whether the database has no value of the key. */
  public boolean isAbsent() {
    return form == null && payload == null;
  }
}
