package dev.twofold.bench.page;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.PageData;
import dev.twofold.bench.peer.Contender;
import dev.twofold.bench.peer.Contenders;
import dev.twofold.bench.peer.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/**
 * That all contenders make the same page, cold, warm, after changes and forgetful, and from entries
 * of one size where that is compared.
 */
class PagesTest {

  private static final List<Long> PAGE = PageData.page(1);

  private static Servers servers;
  private static Setting setting;
  private static Contender truth;

  @BeforeAll
  static void start() {
    servers = new Servers(Servers.Kind.H2);
    setting = servers.direct();
    truth = Contenders.JDBC.open(setting);
  }

  @AfterAll
  static void stop() {
    truth.close();
    servers.close();
  }

  @ParameterizedTest
  @EnumSource
  void samePage_coldWarmAndChanged(Contenders contenders) {
    servers.flushRedis();
    try (Contender contender = contenders.open(setting)) {
      assertSame(contender);
      assertSame(contender);
      contender.change(PageData.changes(PAGE, 14, "changed for " + contenders));
      assertSame(contender);
      contender.forget();
      assertSame(contender);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REDISSON_MGET", "JEDIS_MGET", "LETTUCE_MGET"})
  void entriesByHand_areThoseOfTwofoldInLengthAndTimeToLive(Contenders byHand) {
    assertThat(entriesAfterPage(byHand))
        .isEqualTo(entriesAfterPage(Contenders.TWOFOLD_REDIS))
        .isNotEmpty();
  }

  /** How many entries there are with keys and values of each length. */
  private static Map<String, Long> entriesAfterPage(Contenders contenders) {
    servers.flushRedis();
    try (Contender contender = contenders.open(setting)) {
      contender.page(PAGE);
    }
    try (Jedis jedis = new Jedis(URI.create(setting.redis()))) {
      return jedis.keys("*").stream()
          .filter(key -> !key.contains("#")) // not an entry
          .collect(
              groupingBy(
                  key ->
                      "key of %d, value of %d, ends: %s"
                          .formatted(key.length(), jedis.strlen(key), jedis.pttl(key) > 0),
                  TreeMap::new,
                  counting()));
    }
  }

  private static void assertSame(Contender contender) {
    Page page = truth.page(PAGE);
    assertThat(page.posts()).hasSize(PAGE.size());
    assertThat(contender.page(PAGE)).isEqualTo(page);
  }
}
