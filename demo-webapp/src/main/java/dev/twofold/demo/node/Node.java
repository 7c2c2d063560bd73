package dev.twofold.demo.node;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A node of the demo: a web server with an engine, a near tier and connections of its own. Knows
 * the other node of the process, if there is one. Thread-safe.
 */
public final class Node {

  private final String name;
  private final InvalidationLog log = new InvalidationLog();
  private final AtomicReference<@Nullable Neighbour> neighbour = new AtomicReference<>();

  public Node(String name) {
    this.name = requireNonNull(name, "name");
  }

  public String name() {
    return name;
  }

  /** What it tells and hears. */
  public InvalidationLog log() {
    return log;
  }

  /** The other node; empty as long as there is none. */
  public Optional<Neighbour> neighbour() {
    return Optional.ofNullable(neighbour.get());
  }

  /** Tells it of the other node, which listens on a port. */
  public void meet(Node other, int port) {
    neighbour.set(new Neighbour(other.name, port, other.log));
  }
}
