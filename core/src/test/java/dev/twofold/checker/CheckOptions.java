package dev.twofold.checker;

import dev.twofold.checker.fault.Redis;
import dev.twofold.checker.history.Windows;
import java.time.Duration;
import java.util.Locale;

/**
 * What a check is asked to do; all are system properties that start with {@code checker.}.
 *
 * @param operations how many reads and writes of cells to make at least; default 150,000
 * @param seed of what is done and what goes wrong; default 1
 * @param limit how long it may take, {@code minutes}; default 2
 * @param nodes how many processes; default 3
 * @param threads how many requests each works on at once; default 4
 * @param faults whether anything goes wrong; default true
 * @param naive whether Redis is filled the usual, wrong way; default false
 * @param redis how Redis is set up; default single
 * @param windows how late answers may be; that of the near tier is set, in milliseconds
 * @param guards which guards to switch off, one after the other: names, {@code all}, or none
 */
record CheckOptions(
    long operations,
    long seed,
    Duration limit,
    int nodes,
    int threads,
    boolean faults,
    boolean naive,
    Redis.Setup redis,
    Windows windows,
    String guards) {

  static CheckOptions ofSystemProperties() {
    Windows defaults = Windows.DEFAULT;
    return new CheckOptions(
        number("operations", 150_000),
        number("seed", 1),
        Duration.ofMinutes(number("minutes", 2)),
        (int) number("nodes", 3),
        (int) number("threads", 4),
        flag("faults", true),
        flag("naive", false),
        setup(System.getProperty("checker.redis", "single")),
        new Windows(
            Duration.ofMillis(number("window", defaults.near().toMillis())),
            defaults.disturbed(),
            defaults.death()),
        System.getProperty("checker.guards", ""));
  }

  /** A short one without faults. */
  static CheckOptions ofPeace(long operations) {
    return new CheckOptions(
        operations,
        1,
        Duration.ofMinutes(2),
        2,
        2,
        false,
        false,
        Redis.Setup.SINGLE,
        Windows.DEFAULT,
        "");
  }

  CheckOptions withRedis(Redis.Setup other) {
    return new CheckOptions(
        operations, seed, limit, nodes, threads, faults, naive, other, windows, guards);
  }

  private static long number(String name, long otherwise) {
    return Long.getLong("checker." + name, otherwise);
  }

  private static Redis.Setup setup(String name) {
    return Redis.Setup.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static boolean flag(String name, boolean otherwise) {
    return Boolean.parseBoolean(System.getProperty("checker." + name, Boolean.toString(otherwise)));
  }
}
