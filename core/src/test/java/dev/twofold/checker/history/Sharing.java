package dev.twofold.checker.history;

/** Where the entries of a view are kept, and so what is promised of them. */
public enum Sharing {
  /** In Redis and in the near tier: other nodes may be late by the near tier's window. */
  NEAR,
  /** In Redis only: never late. */
  FAR,
  /** In Redis only, and every commit announces itself: never late, whoever dies. */
  STRICT
}
