package dev.twofold.checker.fault;

/** Something that can go wrong. */
public interface Fault {

  /** Makes it go wrong until the answer is closed. */
  Healing strike();

  /** Makes it good again. */
  @FunctionalInterface
  interface Healing extends AutoCloseable {

    Healing NOTHING = () -> {};

    @Override
    void close();
  }
}
