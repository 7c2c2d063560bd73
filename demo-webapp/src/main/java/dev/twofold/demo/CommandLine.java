package dev.twofold.demo;

import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for at the start.
 *
 * @param port of the first node; zero for any that is free
 * @param nodes how many nodes there are, 1 or 2
 */
record CommandLine(int port, int nodes, DemoSettings settings) {

  static final String USAGE =
      """
      Options, each also as a variable of the environment:
        --port 8080                     PORT; 0 for any that is free; node B has the next one
        --nodes 2                       TWOFOLD_DEMO_NODES; or 1
        --database-url jdbc:...         TWOFOLD_DEMO_DATABASE_URL; default: H2 in memory
        --database-user name            TWOFOLD_DEMO_DATABASE_USER
        --database-password secret      TWOFOLD_DEMO_DATABASE_PASSWORD (better there: nobody sees it)
        --redis redis://host:port       TWOFOLD_DEMO_REDIS; or 'none', or 'only-node'
        --near on                       TWOFOLD_DEMO_NEAR; or 'off': Redis answers what a node has had
        --scale 1                       TWOFOLD_DEMO_SCALE; times 5,000 users and 20,000 stories
        --faults on                     TWOFOLD_DEMO_FAULTS; or 'off': no page that breaks tiers
        --warm off                      TWOFOLD_DEMO_WARM; or 'on': fills tiers at the start
        --edge on                       TWOFOLD_DEMO_EDGE; or 'off', or a Varnish to purge, http://...
      """;

  private static final int LAST_PORT = 65_535;
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("--port", "PORT"),
          Map.entry("--nodes", "TWOFOLD_DEMO_NODES"),
          Map.entry("--database-url", "TWOFOLD_DEMO_DATABASE_URL"),
          Map.entry("--database-user", "TWOFOLD_DEMO_DATABASE_USER"),
          Map.entry("--database-password", "TWOFOLD_DEMO_DATABASE_PASSWORD"),
          Map.entry("--redis", "TWOFOLD_DEMO_REDIS"),
          Map.entry("--near", "TWOFOLD_DEMO_NEAR"),
          Map.entry("--scale", "TWOFOLD_DEMO_SCALE"),
          Map.entry("--faults", "TWOFOLD_DEMO_FAULTS"),
          Map.entry("--warm", "TWOFOLD_DEMO_WARM"),
          Map.entry("--edge", "TWOFOLD_DEMO_EDGE"));

  /**
   * Reads options; what they leave out comes from the environment.
   *
   * @throws IllegalArgumentException saying which option is wrong, and what is allowed
   */
  static CommandLine parse(String[] arguments, Map<String, String> environment) {
    Map<String, String> texts = new HashMap<>(environment);
    texts.putIfAbsent("TWOFOLD_DEMO_FAULTS", "on");
    for (int i = 0; i < arguments.length; i += 2) {
      @Nullable String variable = VARIABLES.get(arguments[i]);
      if (variable == null) {
        throw new IllegalArgumentException("there is no option '%s'".formatted(arguments[i]));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("option %s lacks its value".formatted(arguments[i]));
      }
      texts.put(variable, arguments[i + 1]);
    }
    int nodes = nodes(texts.getOrDefault("TWOFOLD_DEMO_NODES", "2"));
    DemoSettings settings = DemoSettings.of(texts);
    if (nodes > 1 && settings.redis() instanceof RedisChoice.OnlyNode) {
      throw new IllegalArgumentException(
          "redis is 'only-node', but there are %d nodes; allowed with it: 1".formatted(nodes));
    }
    return new CommandLine(port(texts.getOrDefault("PORT", "8080")), nodes, settings);
  }

  private static int nodes(String text) {
    if (text.matches("[12]")) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("nodes is '%s'; allowed: 1 or 2".formatted(text));
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LAST_PORT) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("port is '%s'; allowed: 0 to %d".formatted(text, LAST_PORT));
  }
}
