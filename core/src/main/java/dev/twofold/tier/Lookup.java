package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

/** What a tier knows about a key. */
public sealed interface Lookup {

  /**
   * The tier has a value.
   *
   * @param payload the bytes that the loader's codec wrote; owned by the receiver
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Hit(byte[] payload) implements Lookup {
    public Hit {
      requireNonNull(payload, "payload");
    }
  }

  /** The tier knows that the database has no value. */
  record KnownAbsent() implements Lookup {
    static final KnownAbsent INSTANCE = new KnownAbsent();
  }

  /**
   * The tier knows nothing.
   *
   * @param undecodable something stood there that this version cannot read; it will be overwritten
   */
  record Miss(boolean undecodable) implements Lookup {
    static final Miss NOTHING = new Miss(false);
    static final Miss UNDECODABLE = new Miss(true);
  }

  static Lookup hit(byte[] payload) {
    return new Hit(payload);
  }

  static Lookup knownAbsent() {
    return KnownAbsent.INSTANCE;
  }

  static Lookup miss() {
    return Miss.NOTHING;
  }

  static Lookup undecodable() {
    return Miss.UNDECODABLE;
  }
}
