package dev.twofold.checker.fault;

/**
 * What goes wrong with nodes. Each returns when another node works in the place of the dead one.
 */
public interface NodeFaults {

  /** Kills a node, whatever it does. */
  void kill();

  /** Lets a node die between a commit and what the tiers are told of it. */
  void dieAfterCommit();
}
