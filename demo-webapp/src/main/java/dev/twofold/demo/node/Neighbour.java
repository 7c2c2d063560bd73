package dev.twofold.demo.node;

import static java.util.Objects.requireNonNull;

/**
 * The other node, as a node of the same process knows it.
 *
 * @param port where it listens
 * @param log what it hears
 */
public record Neighbour(String name, int port, InvalidationLog log) {

  public Neighbour {
    requireNonNull(name, "name");
    requireNonNull(log, "log");
  }
}
