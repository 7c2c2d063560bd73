package dev.twofold.warmup;

/** What a plan is doing on this node. */
public enum WarmupState {
  /** It has not been started. */
  IDLE,
  /** Another node is running it; this one follows, or takes over if the other one dies. */
  WAITING,
  /** Keys are being read. */
  RUNNING,
  /** It waits until the database and Redis answer again. */
  HELD,
  /** Somebody has paused it; it goes on where it was. */
  PAUSED,
  /** All keys have been read, or skipped after several attempts. */
  DONE,
  /** Somebody has cancelled it. */
  CANCELLED,
  /** Its keys could not be listed. */
  FAILED;

  /** Whether nothing happens any more until the plan is started again. */
  public boolean isOver() {
    return this == DONE || this == CANCELLED || this == FAILED;
  }
}
