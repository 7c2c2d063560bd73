package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A tier that has a switch, and what each position of it means. */
public enum Tier {
  NEAR(
      "Near tier",
      Duration.ofMillis(1),
      "is asked as always",
      "finds nothing and keeps nothing",
      "finds what it has, 1 ms later for each key",
      null),
  REDIS(
      "Redis",
      Duration.ofMillis(160),
      "is asked as always",
      "fails each trip at once",
      "answers each trip 160 ms later, which the circuit takes for slow",
      "hangs in each trip until its budget is over"),
  DATABASE(
      "Database",
      Duration.ofMillis(200),
      "is asked as always",
      "gives no connection",
      "executes each statement 200 ms later",
      "hangs for 3 s whenever a connection is wanted, and gives none");

  private final String title;
  private final Duration delay;
  private final String on;
  private final String off;
  private final String slow;
  private final @Nullable String frozen;

  Tier(String title, Duration delay, String on, String off, String slow, @Nullable String frozen) {
    this.title = title;
    this.delay = delay;
    this.on = on;
    this.off = off;
    this.slow = slow;
    this.frozen = frozen;
  }

  /** How it is called in forms. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is called on pages. */
  public String title() {
    return title;
  }

  /** How much later a slow one answers. */
  Duration delay() {
    return delay;
  }

  /**
   * The positions that its switch has. That of the near tier cannot be frozen: the engine has no
   * budget for it, as it must not block, so that each key of a page would hang.
   */
  public List<Position> positions() {
    return Arrays.stream(Position.values())
        .filter(position -> position != Position.FROZEN || frozen != null)
        .toList();
  }

  /**
   * What it does in one of its positions, as the end of a sentence.
   *
   * @throws NullPointerException if it has no such position
   */
  public String effect(Position position) {
    return switch (requireNonNull(position, "position")) {
      case ON -> on;
      case OFF -> off;
      case SLOW -> slow;
      case FROZEN -> requireNonNull(frozen, "frozen");
    };
  }
}
