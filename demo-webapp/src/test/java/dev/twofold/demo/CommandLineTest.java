package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.twofold.demo.data.Scale;
import dev.twofold.demo.start.RedisChoice;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(arguments, Map.of());
  }

  @Test
  void parse_nothing_defaults() {
    CommandLine commandLine = parse();

    assertThat(commandLine.port()).isEqualTo(8080);
    assertThat(commandLine.nodes()).isEqualTo(2);
    assertThat(commandLine.settings().near()).isTrue();
    assertThat(commandLine.settings().database().url()).startsWith("jdbc:h2:mem:");
    assertThat(commandLine.settings().redis()).isEqualTo(new RedisChoice.Embedded());
    assertThat(commandLine.settings().scale()).isEqualTo(Scale.DEFAULT);
    assertThat(commandLine.settings().faults()).isTrue();
  }

  @Test
  void parse_allOptions_taken() {
    CommandLine commandLine =
        parse(
            "--port", "0",
            "--nodes", "1",
            "--database-url", "jdbc:postgresql://localhost/demo",
            "--database-user", "ada",
            "--database-password", "secret",
            "--redis", "redis://localhost:6379",
            "--near", "off",
            "--scale", "0.1",
            "--faults", "off");

    assertThat(commandLine.port()).isZero();
    assertThat(commandLine.nodes()).isEqualTo(1);
    assertThat(commandLine.settings().near()).isFalse();
    assertThat(commandLine.settings().database().url())
        .isEqualTo("jdbc:postgresql://localhost/demo");
    assertThat(commandLine.settings().database().user()).isEqualTo("ada");
    assertThat(commandLine.settings().database().password()).isEqualTo("secret");
    assertThat(commandLine.settings().redis())
        .isEqualTo(new RedisChoice.At("redis://localhost:6379"));
    assertThat(commandLine.settings().scale()).isEqualTo(new Scale(500, 2_000));
    assertThat(commandLine.settings().faults()).isFalse();
  }

  @Test
  void parse_onlyNode_takenForOneNode() {
    CommandLine commandLine = parse("--nodes", "1", "--redis", "only-node");

    assertThat(commandLine.settings().redis()).isEqualTo(new RedisChoice.OnlyNode());
  }

  @Test
  void parse_environment_optionsComeFirst() {
    Map<String, String> environment = Map.of("PORT", "9090", "TWOFOLD_DEMO_REDIS", "none");

    CommandLine commandLine = CommandLine.parse(new String[] {"--port", "9091"}, environment);

    assertThat(commandLine.port()).isEqualTo(9091);
    assertThat(commandLine.settings().redis()).isEqualTo(new RedisChoice.None());
  }

  @ParameterizedTest
  @CsvSource({
    "--port, http, port is 'http'; allowed: 0 to 65535",
    "--port, 70000, port is '70000'; allowed: 0 to 65535",
    "--nodes, 0, nodes is '0'; allowed: 1 or 2",
    "--nodes, 3, nodes is '3'; allowed: 1 or 2",
    "--redis, only-node, 'redis is ''only-node'', but there are 2 nodes; allowed with it: 1'",
    "--near, no, near is 'no'; allowed: 'on' or 'off'",
    "--faults, maybe, faults is 'maybe'; allowed: 'on' or 'off'",
    "--scale, big, 'scale is ''big'', not a number'",
    "--scale, 0, 'scale is 0.0; allowed: 0.01 to 50.0, 1 is 5000 users and 20000 stories'",
    "--scale, NaN, 'scale is NaN; allowed: 0.01 to 50.0, 1 is 5000 users and 20000 stories'",
    "--colour, red, there is no option '--colour'"
  })
  void parse_wrongValue_refusedWithWhatIsAllowed(String option, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(option, value))
        .withMessage(message);
  }

  @Test
  void parse_optionWithoutValue_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--port"))
        .withMessage("option --port lacks its value");
  }

  @ParameterizedTest
  @CsvSource({"--redis, http://secret", "--redis, redis://", "--database-url, postgres://secret"})
  void parse_wrongAddress_refusedWithoutShowingIt(String option, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(option, value))
        .satisfies(refusal -> assertThat(refusal).hasMessageNotContaining("secret"));
  }

  @Test
  void toString_settings_noSecrets() {
    CommandLine commandLine =
        parse(
            "--database-url", "jdbc:postgresql://localhost/demo?password=secret",
            "--database-password", "secret",
            "--redis", "redis://:secret@localhost");

    assertThat(commandLine.toString()).doesNotContain("secret");
  }
}
