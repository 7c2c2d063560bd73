package dev.twofold.checker.history;

import java.time.Duration;

/**
 * How late answers may be.
 *
 * @param near by how much the near tier of another node may be late
 * @param disturbed the same, for a node whose connections to Redis are or were just disturbed
 * @param death how long what a node wrote and did not announce may stay after its death, in
 *     available regions
 */
public record Windows(Duration near, Duration disturbed, Duration death) {

  public static final Windows DEFAULT =
      new Windows(Duration.ofMillis(1_500), Duration.ofMillis(3_500), Duration.ofSeconds(35));

  /** After how long everything has come to rest, if nothing is written and nothing is disturbed. */
  public Duration quiet(boolean nodesDied) {
    return nodesDied ? disturbed.plus(death) : disturbed;
  }
}
