package dev.twofold.tier.near;

import static java.util.Objects.requireNonNull;

import dev.twofold.tier.EntryGroup;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of an entry in the near tier. Other than the name in the distributed tier it is no text
 * where the key is a number: a hit then makes no text.
 */
public final class NearKey {

  private final EntryGroup group;

  /** The key, if it is a number. Kept here and not behind a reference: hits read it. */
  private final long number;

  /** Null: the key is a number. */
  private final @Nullable String id;

  private NearKey(EntryGroup group, long number, @Nullable String id) {
    this.group = requireNonNull(group, "group");
    this.number = number;
    this.id = id;
  }

  /** The name of a key that is a number. */
  public static NearKey of(EntryGroup group, long number) {
    return new NearKey(group, number, null);
  }

  /** The name of any other key, by its text. */
  public static NearKey of(EntryGroup group, String id) {
    return new NearKey(group, 0, requireNonNull(id, "id"));
  }

  /** What the entry has in common with others. */
  public EntryGroup group() {
    return group;
  }

  /** The name as text, for a tier below the heap. */
  public String text() {
    return group.prefix().concat(id == null ? Long.toString(number) : id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NearKey that
        && number == that.number
        && Objects.equals(id, that.id)
        && group.equals(that.group);
  }

  @Override
  public int hashCode() {
    return group.hashCode() * 31 + (id == null ? Long.hashCode(number) : id.hashCode());
  }

  @Override
  public String toString() {
    return text();
  }
}
