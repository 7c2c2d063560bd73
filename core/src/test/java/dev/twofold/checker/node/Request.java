package dev.twofold.checker.node;

/** A kind of request. */
@FunctionalInterface
interface Request {

  /** Does one. What may fail while tiers are broken is told as trouble. */
  void run(Worker worker);
}
