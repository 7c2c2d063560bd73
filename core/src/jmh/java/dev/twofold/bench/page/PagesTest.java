package dev.twofold.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.PageData;
import dev.twofold.bench.peer.Contender;
import dev.twofold.bench.peer.Contenders;
import dev.twofold.bench.peer.Setting;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That all contenders make the same page, cold, warm, after changes and forgetful. */
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

  private static void assertSame(Contender contender) {
    Page page = truth.page(PAGE);
    assertThat(page.posts()).hasSize(PAGE.size());
    assertThat(contender.page(PAGE)).isEqualTo(page);
  }
}
