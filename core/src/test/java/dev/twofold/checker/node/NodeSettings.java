package dev.twofold.checker.node;

import dev.twofold.checker.model.Scale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a node is started with.
 *
 * @param number its number, never used again
 * @param seed of what it does
 * @param threads how many requests it works on at once
 * @param port where it tells what it sees
 * @param database the address of the database
 * @param redis the ports of Redis' masters, each with the port of the line to it; several: a
 *     cluster
 * @param replicas how many have to have an invalidation before it counts
 * @param naive whether it fills Redis the usual, wrong way
 * @param scale how many rows there are
 */
public record NodeSettings(
    int number,
    long seed,
    int threads,
    int port,
    String database,
    Map<Integer, Integer> redis,
    int replicas,
    boolean naive,
    Scale scale) {

  private static final Pattern PORTS = Pattern.compile("(\\d+)=(\\d+)");

  public NodeSettings {
    redis = Map.copyOf(redis);
  }

  /** These settings as arguments of {@link NodeProcess}. */
  public List<String> arguments() {
    return List.of(
        Integer.toString(number),
        Long.toString(seed),
        Integer.toString(threads),
        Integer.toString(port),
        database,
        redis.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(",")),
        Integer.toString(replicas),
        Boolean.toString(naive),
        Integer.toString(scale.parents()),
        Integer.toString(scale.children()),
        Integer.toString(scale.codes()));
  }

  static NodeSettings of(String... arguments) {
    return new NodeSettings(
        Integer.parseInt(arguments[0]),
        Long.parseLong(arguments[1]),
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]),
        arguments[4],
        ports(arguments[5]),
        Integer.parseInt(arguments[6]),
        Boolean.parseBoolean(arguments[7]),
        new Scale(
            Integer.parseInt(arguments[8]),
            Integer.parseInt(arguments[9]),
            Integer.parseInt(arguments[10])));
  }

  private static Map<Integer, Integer> ports(String argument) {
    Map<Integer, Integer> ports = new TreeMap<>();
    Matcher pairs = PORTS.matcher(argument);
    while (pairs.find()) {
      ports.put(Integer.valueOf(pairs.group(1)), Integer.valueOf(pairs.group(2)));
    }
    return ports;
  }
}
