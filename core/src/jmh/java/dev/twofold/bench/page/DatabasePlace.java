package dev.twofold.bench.page;

import java.time.Duration;

/** Which database, and how far away. */
public enum DatabasePlace {
  /** In the process. */
  H2(Servers.Kind.H2, 0),
  /** A server on the same machine. */
  POSTGRES(Servers.Kind.POSTGRES, 0),
  /** A server behind a network that takes a millisecond there and back, as Redis then is. */
  POSTGRES_AT_1_MS(Servers.Kind.POSTGRES, 1);

  private final Servers.Kind kind;
  private final Duration network;

  DatabasePlace(Servers.Kind kind, int millis) {
    this.kind = kind;
    network = Duration.ofMillis(millis);
  }

  Servers.Kind kind() {
    return kind;
  }

  Duration network() {
    return network;
  }
}
