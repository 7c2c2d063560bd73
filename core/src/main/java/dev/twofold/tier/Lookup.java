package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import dev.twofold.tier.FillRight.Lease;
import java.time.Duration;
import java.util.Set;

/** What a tier knows about a key. */
public sealed interface Lookup {

  /**
   * The tier has a value.
   *
   * @param payload the bytes that the loader's codec wrote; owned by the receiver
   * @param lease the right to replace it, should nobody be able to read it
   * @param remaining how long it will stay there, by the tier's clock
   * @param tags those that it was put with
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Hit(byte[] payload, Lease lease, Duration remaining, Set<String> tags) implements Lookup {
    public Hit {
      requireNonNull(payload, "payload");
      requireNonNull(lease, "lease");
      requireNonNull(remaining, "remaining");
      tags = Set.copyOf(tags);
    }
  }

  /**
   * The tier knows that the database has no value.
   *
   * @param remaining how long it will know, by its own clock
   */
  record KnownAbsent(Duration remaining) implements Lookup {
    public KnownAbsent {
      requireNonNull(remaining, "remaining");
    }
  }

  /** The tier knows nothing, and this is what may be done about it. */
  sealed interface Miss extends Lookup {

    /** Something stood there that this version cannot read. */
    default boolean undecodable() {
      return false;
    }
  }

  /**
   * The caller loads the key and may put it.
   *
   * @param undecodable something stood there that this version cannot read; it is gone
   */
  record Granted(Lease lease, boolean undecodable) implements Miss {
    public Granted {
      requireNonNull(lease, "lease");
    }
  }

  /**
   * Somebody else is loading the key.
   *
   * @param lease whose
   */
  record Awaited(Lease lease) implements Miss {
    public Awaited {
      requireNonNull(lease, "lease");
    }
  }

  /** The key is being written: load it from the primary, and do not put it. */
  record Barred() implements Miss {}

  /**
   * The part of the tier that would know has not answered, while others have.
   *
   * @param asked whether it was waited for; false if it was left out
   */
  record Unavailable(boolean asked) implements Miss {}

  /**
   * No right was asked for, or none can be had.
   *
   * @param undecodable something stands there that this version cannot read
   */
  record Unknown(boolean undecodable) implements Miss {
    static final Unknown NOTHING = new Unknown(false);
  }

  /** Nothing known and no right to put anything. */
  static Lookup miss() {
    return Unknown.NOTHING;
  }
}
