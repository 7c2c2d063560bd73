package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageTableTest {

  private final PageTable table = new PageTable(10);

  private static SharedPage page(String tag, int entries) {
    return page(tag, entries, "/");
  }

  private static SharedPage page(String tag, int entries, String uri) {
    return new SharedPage(
        new Variant(uri, List.of(), List.of()),
        tag,
        false,
        StaleKeys.contents(StaleKeys.of("app:Stories", entries), Set.of()),
        Map.of());
  }

  @Test
  void tooManyEntries_pushOutThePageThatWasUsedLongestAgo() {
    table.put(page("a", 4));
    table.put(page("b", 4));
    assertThat(table.get("a")).isNotNull();

    table.put(page("c", 3));

    assertThat(table.get("b")).isNull();
    assertThat(table.get("a")).isNotNull();
    assertThat(table.get("c")).isNotNull();
  }

  @Test
  void pageThatIsTooLarge_isNotKept_andPushesNothingOut() {
    table.put(page("a", 4));
    table.put(page("b", 10));

    assertThat(table.get("a")).isNotNull();
    assertThat(table.get("b")).isNull();
  }

  @Test
  void longAddress_takesRoomToo() {
    table.put(page("a", 1, "/" + "x".repeat(10 * 128)));

    assertThat(table.size()).isZero();
  }

  @Test
  void samePageAgain_orRemoved_takesNoMoreRoom() {
    for (int i = 0; i < 5; i++) {
      table.put(page("a", 4));
    }
    table.put(page("b", 4));
    assertThat(table.size()).isEqualTo(2);

    table.remove("a");
    table.remove("a");
    table.put(page("c", 4));

    assertThat(table.size()).isEqualTo(2);
    assertThat(table.get("a")).isNull();
  }
}
