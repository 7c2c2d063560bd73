package dev.twofold.soak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a soak run is asked to do; all are system properties that start with {@code soak.}.
 *
 * @param length for how long there is load, {@code seconds}; default 180
 * @param seed of the order of faults and of what is asked; default 1
 * @param rate how many requests begin in a second; default 300
 * @param faults what goes wrong, names with dashes and commas between; default all
 */
record SoakOptions(Duration length, long seed, int rate, List<Fault> faults) {

  static SoakOptions ofSystemProperties() {
    return new SoakOptions(
        Duration.ofSeconds(Long.getLong("soak.seconds", 180)),
        Long.getLong("soak.seed", 1),
        Integer.getInteger("soak.rate", 300),
        faults(System.getProperty("soak.faults", "")));
  }

  private static List<Fault> faults(String names) {
    return names.isEmpty()
        ? List.of(Fault.values())
        : Stream.of(names.split(","))
            .map(name -> Fault.valueOf(name.trim().toUpperCase(Locale.ROOT).replace('-', '_')))
            .toList();
  }
}
