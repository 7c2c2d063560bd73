package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.MatchingKeys;
import dev.twofold.MatchingKeys.Progress;
import dev.twofold.Twofold;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.testing.InMemoryTier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClearingExamplesTest {

  // snippet: tags
  record Page(String site, int number) {}

  static final class PageTexts extends BatchLoader<Page, String> {

    @Override
    public Set<String> tags(Page page) {
      return Set.of("pages", "site-" + page.site());
    }

    @Override
    public Map<Page, String> loadAll(Set<Page> pages, LoadContext context) {
      return rendered(pages);
    }
  }

  // end

  private static final List<Page> PAGES =
      List.of(new Page("news", 1), new Page("news", 2), new Page("shop", 1));

  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold =
      Twofold.builder().distributed(tier).register(new PageTexts()).build();

  private static Map<Page, String> rendered(Set<Page> pages) {
    Map<Page, String> texts = new HashMap<>();
    pages.forEach(page -> texts.put(page, page.toString()));
    return texts;
  }

  @BeforeEach
  void warm() {
    try (LoadScope scope = twofold.open()) {
      scope.findAll(PageTexts.class, PAGES);
    }
    assertThat(tier.contents()).hasSize(3);
  }

  @AfterEach
  void close() {
    twofold.close();
  }

  @Test
  void tag_isClearedInOneTrip() {
    // snippet: clear-tag
    twofold.invalidator().clearTag("site-news");
    // end
    assertThat(tier.contents()).hasSize(1);
    assertThat(tier.removals()).isEqualTo(1);
  }

  @Test
  void pattern_isCountedAndCleared() {
    AtomicBoolean stopped = new AtomicBoolean();
    StringBuilder console = new StringBuilder();
    // snippet: clear-pattern
    MatchingKeys pages = twofold.invalidator().matching(PageTexts.class, "(news,*)");

    long entries = pages.count().found();

    Progress ended =
        pages
            .step(500)
            .onProgress(progress -> console.append("%.0f %%%n".formatted(100 * progress.share())))
            .cancelWhen(stopped::get)
            .clear();
    // end
    assertThat(entries).isEqualTo(2);
    assertThat(ended).isEqualTo(new Progress(1, 2, 1, true, true));
    assertThat(console).startsWith("100 %");
    assertThat(tier.contents()).hasSize(1);
  }
}
