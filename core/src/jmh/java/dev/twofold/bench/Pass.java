package dev.twofold.bench;

import java.util.function.UnaryOperator;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Benchmarks that are run by the same options.
 *
 * @param groups a regular expression on names such as {@code micro.Engine.miss}
 * @param options what is set for them
 */
record Pass(String groups, UnaryOperator<ChainedOptionsBuilder> options) {

  static final String ALL = ".";

  private static final String[] HEAP = {"-Xms1g", "-Xmx1g", "-Xmn256m", "-XX:+AlwaysPreTouch"};

  private static final String TIER = "tier\\.";
  private static final String PAGE = "page\\.";
  private static final String OTHERS = "(?!" + TIER + "|" + PAGE + ")";

  /** One size of everything, for moments. */
  static Pass quick(String groups) {
    return new Pass(groups, Pass::quickly);
  }

  /**
   * A kind of page.
   *
   * @param contenders those that are asked for it: some take longer to fill than to measure
   */
  static Pass quickPage(String kind, String... contenders) {
    return new Pass(
        PAGE + kind + "Page", options -> quickly(options).param("contender", contenders));
  }

  private static ChainedOptionsBuilder quickly(ChainedOptionsBuilder options) {
    return times(options, 2, 300, 2, 150)
        .param("keys", "100")
        .param("client", "twofold", "redisson", "jedis", "lettuce")
        .param("delayMillis", "0")
        .param("networkMillis", "0")
        .param("database", "H2")
        .param("percent", "10");
  }

  /** All but pages and those of the distributed tier. */
  static Pass others() {
    return new Pass(OTHERS, options -> times(settled(options), 3, 300, 4, 200));
  }

  /** Pages, which run through so much code that it takes seconds until all of it is compiled. */
  static Pass pages() {
    return new Pass(PAGE, options -> times(settled(options), 3, 1_000, 4, 400));
  }

  /**
   * The distributed tier without and with a network. No goal rests on them, and half of what they
   * take is to start servers.
   *
   * @param delayMillis what the network adds
   * @param keys how many are asked for
   */
  static Pass tier(int delayMillis, String... keys) {
    return new Pass(
        TIER,
        options ->
            times(settled(options), 2, 200, 3, 100)
                .param("delayMillis", Integer.toString(delayMillis))
                .param("keys", keys));
  }

  /**
   * Memory is fetched before, which takes a second or two per fork: else some measurements would
   * end before the first collection, and would be of the operating system.
   */
  private static ChainedOptionsBuilder settled(ChainedOptionsBuilder options) {
    return options.jvmArgsAppend(HEAP);
  }

  /** One fork, and iterations of some milliseconds. */
  static ChainedOptionsBuilder times(
      ChainedOptionsBuilder options,
      int warmUps,
      int warmUpMillis,
      int measurements,
      int measurementMillis) {
    return options
        .forks(1)
        .warmupIterations(warmUps)
        .warmupTime(TimeValue.milliseconds(warmUpMillis))
        .measurementIterations(measurements)
        .measurementTime(TimeValue.milliseconds(measurementMillis));
  }
}
