package dev.twofold.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twofold.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The text of every mistake, as a person meets it; {@code FILE} stands for the path of the file.
 */
class ConfigurationMistakesTest {

  private static final String DURATIONS =
      "a whole number with its unit (ms, s, m, h or d) such as 200ms or 10m, or ISO-8601 such as"
          + " PT1M30S";

  @TempDir Path directory;

  private String mistake(String yaml) {
    String file = ConfigurationSources.file(directory, yaml);
    return mistake(TwofoldConfiguration.builder().file(file)).replace(file, "FILE");
  }

  private static String mistake(TwofoldConfiguration.Builder builder) {
    ConfigurationException thrown =
        catchThrowableOfType(ConfigurationException.class, builder::load);
    assertThat(thrown).as("the configuration is taken").isNotNull();
    return thrown.getMessage();
  }

  @Test
  void unknownSetting_likeAKnownOne_suggestsIt() {
    assertThat(mistake("regions:\n  users:\n    time-to-liv: 1h\n"))
        .isEqualTo(
            "unknown setting 'regions.users.time-to-liv' (FILE:3:5); did you mean 'time-to-live'?"
                + " allowed in regions.users: time-to-live, negative-time-to-live, jitter,"
                + " maximum-value-size, consistency, hold-off, writes, refresh-ahead,"
                + " early-expiration, shortest-time-to-live, longest-time-to-live, near,"
                + " compression");
  }

  @Test
  void unknownSection_likeNothing_isNamedOnceWithWhatIsAllowed() {
    assertThat(mistake("frobnicate:\n  one: 1\n  two: { three: 3 }\n"))
        .isEqualTo(
            "unknown setting 'frobnicate' (FILE:1:1); allowed at the top: application, request,"
                + " distributed,"
                + " database, limits, relations, writes, near, warmup, regions, edge, redis");
  }

  @Test
  void warmupOutOfRange_isNamedWithWhatIsAllowed() {
    assertThat(mistake("warmup: { hot-keys: 10001 }"))
        .contains("warmup.hot-keys is '10001' (FILE:1:11): warm-up setting 'hotKeys' is '10001';")
        .contains("zero (none) to 10000");
    assertThat(mistake("warmup: { hotkey: 10 }")).contains("did you mean 'hot-keys'?");
  }

  @Test
  void unknownSetting_besideASecret_doesNotShowTheValue() {
    assertThat(mistake("redis: { address: 'redis://localhost', pasword: hunter2 }"))
        .contains("did you mean 'password'?")
        .doesNotContain("hunter2");
  }

  @Test
  void duration_withoutUnit_namesTheUnits() {
    assertThat(mistake("distributed:\n  budget: 200\n"))
        .isEqualTo("distributed.budget is '200' (FILE:2:3); allowed: " + DURATIONS);
  }

  @Test
  void number_thatIsNone_showsOne() {
    assertThat(mistake("relations: { unplanned: no }"))
        .contains(
            "relations.unplanned is 'no' (FILE:1:14); allowed: one of allow, suggest, refuse");
    assertThat(mistake("limits: { keys-per-call: lots }"))
        .isEqualTo(
            "limits.keys-per-call is 'lots' (FILE:1:11); allowed: a whole number such as 1000 or"
                + " 100_000");
  }

  @Test
  void value_outOfRange_namesTheRange() {
    assertThat(mistake("regions: { users: { jitter: 0.7 } }"))
        .isEqualTo(
            "regions.users.jitter is '0.7' (FILE:1:21): region setting 'jitter' is 0.7; allowed: 0"
                + " to 0.5");
  }

  @Test
  void near_likeAKnownOne_suggestsIt() {
    assertThat(mistake("regions: { users: { near: { entrys: 5 } } }"))
        .isEqualTo(
            "unknown setting 'regions.users.near.entrys' (FILE:1:29); did you mean 'entries'?"
                + " allowed in regions.users.near: entries, time-to-live, off-heap, disk, grace,"
                + " heap-value-size, disk-value-size, restart");
  }

  @Test
  void near_asAValue_namesWhatIsInIt() {
    assertThat(mistake("regions: { users: { near: 100 } }"))
        .isEqualTo(
            "regions.users.near takes settings of its own, not a value (FILE:1:21); allowed in it:"
                + " entries, time-to-live, off-heap, disk, grace,"
                + " heap-value-size, disk-value-size, restart");
  }

  @Test
  void capacity_withAnotherUnit_namesTheUnits() {
    assertThat(mistake("regions: { users: { near: { off-heap: 1GB } } }"))
        .isEqualTo(
            "regions.users.near.off-heap is '1GB' (FILE:1:29); allowed: a whole number of bytes"
                + " such as 1048576, or one with its unit (KiB, MiB or GiB) such as 256MiB");
  }

  @Test
  void consistency_ofAnotherName_namesBoth() {
    assertThat(mistake("regions: { users: { consistency: eventual } }"))
        .isEqualTo(
            "regions.users.consistency is 'eventual' (FILE:1:21); allowed: one of available,"
                + " strict");
  }

  @Test
  void initParameter_ofARegion_likeAKnownOne_suggestsIt() {
    assertThat(
            mistake(
                TwofoldConfiguration.builder()
                    .initParameters(
                        ConfigurationSources.context(
                            Map.of("twofold.regions.users.jittr", "0.1")))))
        .startsWith(
            "unknown setting 'regions.users.jittr' (init-param twofold.regions.users.jittr); did"
                + " you mean 'jitter'?");
  }

  @Test
  void initParameter_regionsAlone_saysWhatIsMissing() {
    assertThat(
            mistake(
                TwofoldConfiguration.builder()
                    .initParameters(
                        ConfigurationSources.context(Map.of("twofold.regions.users", "0.1")))))
        .startsWith(
            "regions.users takes settings of its own, not a value (init-param"
                + " twofold.regions.users)");
  }

  @Test
  void writeSettings_outOfRange_nameTheRange() {
    assertThat(mistake("writes: { commit-limit: 2h }"))
        .isEqualTo(
            "writes.commit-limit is '2h' (FILE:1:11): setting 'commitLimit' is 'PT2H'; allowed: 1"
                + " second to 1 hour");
    assertThat(mistake("writes: { strict: maybe }"))
        .isEqualTo("writes.strict is 'maybe' (FILE:1:11); allowed: one of refuse, count");
    assertThat(mistake("near: { outage-time-to-live: 2h }"))
        .contains("near.outage-time-to-live is '2h' (FILE:1:9): setting 'nearOutageTimeToLive'");
  }

  @Test
  void application_withASpace_namesTheCharacters() {
    assertThat(mistake("application: my shop"))
        .isEqualTo(
            "application is 'my shop' (FILE:1:1): setting 'application' is 'my shop'; allowed: 1 to"
                + " 64 letters, digits, '.', '_' and '-'");
  }

  @Test
  void region_withAnImpossibleName_isRefused() {
    assertThat(mistake("regions: { 'my users': { jitter: 0.2 } }"))
        .contains("regions.my users.jitter")
        .contains("names of 1 to 64 letters, digits, '.', '_', '-'");
  }

  @Test
  void setting_twiceInTheFile_namesBothPlaces() {
    assertThat(mistake("application: a\ndatabase: { budget: 1s }\napplication: b\n"))
        .isEqualTo("application is set twice: FILE:1:1 and FILE:3:1");
  }

  @Test
  void section_twiceInTheFile_namesBothPlaces() {
    assertThat(mistake("redis: { address: 'redis://a' }\nredis: { address: 'redis://b' }\n"))
        .isEqualTo("redis is set twice: FILE:1:1 and FILE:2:1");
  }

  @Test
  void section_asAValue_namesWhatIsInIt() {
    assertThat(mistake("database: 30s"))
        .isEqualTo(
            "database takes settings of its own, not a value (FILE:1:1); allowed in it: budget,"
                + " breaker, concurrency");
  }

  @Test
  void setting_asASection_saysSo() {
    assertThat(mistake("application: { name: demo }"))
        .isEqualTo("application has no value (FILE:1:1); allowed: a text");
  }

  @Test
  void setting_withoutValue_saysSo() {
    assertThat(mistake("redis:\n  address:\n"))
        .isEqualTo("redis.address has no value (FILE:2:3); allowed: a text");
  }

  @Test
  void initParameter_inASetting_saysSo() {
    assertThat(
            mistake(
                TwofoldConfiguration.builder()
                    .initParameters(
                        ConfigurationSources.context(Map.of("twofold.application.name", "x")))))
        .isEqualTo(
            "application takes a value, not settings of its own (init-param"
                + " twofold.application.name): 'name' has no place in it");
  }

  @Test
  void list_isRefused() {
    assertThat(mistake("regions: [users]"))
        .isEqualTo("regions is a list (FILE:1:1); no setting takes one");
  }

  @Test
  void alias_isRefused() {
    assertThat(mistake("application: &name demo\ndistributed: { budget: *name }\n"))
        .isEqualTo("distributed.budget is an alias (FILE:2:16); write the value itself");
  }

  @Test
  void topOfAnotherShape_isRefused() {
    assertThat(mistake("just text"))
        .isEqualTo("the configuration is no mapping (FILE:1:1); allowed: 'key: value'");
  }

  @Test
  void secondDocument_isRefused() {
    assertThat(mistake("application: a\n---\napplication: b\n"))
        .startsWith("a second document starts (FILE:");
  }

  @Test
  void malformedText_namesThePlaceAndNoLineOfTheFile() {
    assertThat(mistake("redis:\n  password: hunter2\n  address: a: b\n"))
        .isEqualTo("malformed YAML (FILE:3:13): mapping values are not allowed here");
  }

  @Test
  void malformedText_hasNoCauseThatShowsALine() {
    String file = ConfigurationSources.file(directory, "password: \"hunter2\n");

    ConfigurationException thrown =
        catchThrowableOfType(
            ConfigurationException.class, TwofoldConfiguration.builder().file(file)::load);

    assertThat(thrown).hasNoCause().hasMessageNotContaining("hunter2");
  }

  @Test
  void deepNesting_isRefused() {
    assertThat(mistake("{a: ".repeat(100) + "1" + "}".repeat(100))).startsWith("malformed YAML");
  }

  @Test
  void redis_withoutAddress_namesWhatIsThere() {
    assertThat(mistake("redis:\n  database: 1\n"))
        .isEqualTo(
            "redis.address is not set, though redis is configured (FILE:2:3); allowed:"
                + " redis://host:port, or rediss://host:port for TLS; user, password and database"
                + " have settings of their own");
  }

  @Test
  void redisAddress_withAPassword_isNotShown() {
    assertThat(mistake("redis: { address: 'redis://:hunter2@localhost' }"))
        .startsWith("redis.address is wrong (FILE:1:10): redis setting 'address' is not an address")
        .doesNotContain("hunter2");
  }

  @Test
  void timeToLive_thatIsNone_isRefused() {
    assertThat(mistake("regions: { users: { time-to-live: eternal } }"))
        .startsWith("regions.users.time-to-live is 'eternal' (FILE:1:21); allowed: a whole number");
    assertThat(mistake("regions: { users: { time-to-live: 0s } }"))
        .endsWith("region setting 'timeToLive' is PT0S; allowed: 1 millisecond to 3650 days");
    assertThat(mistake("regions: { users: { negative-time-to-live: '-1s' } }"))
        .startsWith("regions.users.negative-time-to-live is '-1s' (FILE:1:21); allowed: a whole");
  }

  @Test
  void edgeSettings_outOfRange_nameTheRange() {
    assertThat(mistake("edge: { use: yes }"))
        .isEqualTo("edge.use is 'yes' (FILE:1:9); allowed: one of off, on");
    assertThat(mistake("edge: { key-limit: 64KiB }"))
        .isEqualTo(
            "edge.key-limit is '64KiB' (FILE:1:9): edge setting 'key-limit' is 65536; allowed: 256"
                + " bytes to 16KiB");
    assertThat(mistake("edge: { key-header: 'x key' }"))
        .isEqualTo(
            "edge.key-header is 'x key' (FILE:1:9): edge setting 'key-header' is no name of a"
                + " header; allowed: 1 to 64 letters, digits and dashes");
    assertThat(mistake("edge: { body-limit: 0 }")).contains("allowed: 1 byte or more");
    assertThat(mistake("edge: { table-entries: 0 }")).contains("allowed: 1 or more");
    assertThat(mistake("edge: { browser-time: 400d }")).contains("allowed: zero to 365 days");
    assertThat(mistake("edge: { stale-if-error: 400d }")).contains("allowed: zero to 365 days");
    assertThat(mistake("edge: { stale-while-revalidate: 400d }"))
        .contains("allowed: zero to 365 days");
    assertThat(mistake("edge: { purge: { limit: 0 } }")).contains("allowed: 1 or more");
    assertThat(mistake("edge: { purge: { again: 2m } }"))
        .contains("allowed: zero (once is enough) to 1 minute");
    assertThat(mistake("edge: { purge: { timeout: 0s } }"))
        .contains("allowed: 1 millisecond to 1 minute");
    assertThat(mistake("edge: { purge: { soft: yes } }"))
        .isEqualTo("edge.purge.soft is 'yes' (FILE:1:18); allowed: one of on, off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app:hunter2@cache",
        "cache:6081",
        "ftp://cache",
        "http://",
        "http://a,,http://b",
        "http://cache?hunter2",
        "http://bad host"
      })
  void purgeAddresses_thatAreNone_areNotShown(String addresses) {
    assertThat(mistake("edge: { purge: { addresses: '" + addresses + "' } }"))
        .startsWith("edge.purge.addresses is wrong (FILE:1:18): purge setting 'addresses'")
        .endsWith("with commas between several")
        .doesNotContain("hunter2");
  }

  @Test
  void environmentVariable_withAWrongValue_isNamed() {
    assertThat(
            mistake(
                TwofoldConfiguration.builder()
                    .environment(Map.of("TWOFOLD_DATABASE_BUDGET", "0s"))))
        .isEqualTo(
            "database.budget is '0s' (environment variable TWOFOLD_DATABASE_BUDGET): setting"
                + " 'databaseBudget' is 'PT0S'; allowed: 1 millisecond to 1 day");
  }

  @Test
  void initParameter_withAWrongValue_isNamed() {
    assertThat(
            mistake(
                TwofoldConfiguration.builder()
                    .initParameters(
                        ConfigurationSources.context(
                            Map.of("twofold.regions.users.v2.time-to-live", "soon")))))
        .isEqualTo(
            "regions.users.v2.time-to-live is 'soon' (init-param"
                + " twofold.regions.users.v2.time-to-live); allowed: "
                + DURATIONS);
  }

  @Test
  void valueThatIsOverridden_isStillChecked() {
    String file = ConfigurationSources.file(directory, "database: { budget: soon }");

    assertThat(
            mistake(
                TwofoldConfiguration.builder()
                    .file(file)
                    .environment(Map.of("TWOFOLD_DATABASE_BUDGET", "1s"))))
        .startsWith("database.budget is 'soon'");
  }

  @Test
  void severalMistakes_areReportedTogether() {
    assertThat(mistake("aplication: a\ndatabase: { budget: soon }\nredis: [1]\n"))
        .isEqualTo(
            """
            3 mistakes in the configuration:
              - redis is a list (FILE:3:1); no setting takes one
              - unknown setting 'aplication' (FILE:1:1); did you mean 'application'? allowed at the top: application, request, distributed, database, limits, relations, writes, near, warmup, regions, edge, redis
              - database.budget is 'soon' (FILE:2:13); allowed: %s\
            """
                .formatted(DURATIONS));
  }
}
