package dev.twofold.checker.node;

import dev.twofold.checker.model.Scale;
import java.util.List;

/**
 * What a node is started with.
 *
 * @param number its number, never used again
 * @param seed of what it does
 * @param threads how many requests it works on at once
 * @param port where it tells what it sees
 * @param database the address of the database
 * @param redis the addresses of Redis; several: a cluster
 * @param naive whether it fills Redis the usual, wrong way
 * @param scale how many rows there are
 */
public record NodeSettings(
    int number,
    long seed,
    int threads,
    int port,
    String database,
    List<String> redis,
    boolean naive,
    Scale scale) {
  public NodeSettings {
    redis = List.copyOf(redis);
  }

  /** These settings as arguments of {@link NodeProcess}. */
  public List<String> arguments() {
    return List.of(
        Integer.toString(number),
        Long.toString(seed),
        Integer.toString(threads),
        Integer.toString(port),
        database,
        String.join(",", redis),
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
        List.of(arguments[5].split(",")),
        Boolean.parseBoolean(arguments[6]),
        new Scale(
            Integer.parseInt(arguments[7]),
            Integer.parseInt(arguments[8]),
            Integer.parseInt(arguments[9])));
  }
}
