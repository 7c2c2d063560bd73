package dev.twofold.soak;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.error.LoadException;
import dev.twofold.soak.Journal.Article;
import dev.twofold.soak.Journal.Articles;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** Asks and writes as one user after the other. Used by one thread. */
final class Visitor {

  private static final int ON_A_PAGE = 20;
  private static final int PAGES = 80;
  private static final int CHANGING_PAGES = 10;
  private static final int COLD_PAGES = 3;

  private final List<SoakNode> nodes;
  private final Timeline timeline;
  private final AtomicLong cold;
  private final RandomGenerator random;

  /**
   * @param cold the last article of which nobody has asked for one twice
   */
  Visitor(List<SoakNode> nodes, Timeline timeline, AtomicLong cold, RandomGenerator random) {
    this.nodes = nodes;
    this.timeline = timeline;
    this.cold = cold;
    this.random = random;
  }

  /** One request, and its failures are counted in a phase. */
  void visit(Phase phase) {
    SoakNode node = nodes.get(random.nextInt(nodes.size()));
    int kind = random.nextInt(100);
    if (kind < PAGES) {
      page(node, phase, pick(1, Journal.STABLE), true);
    } else if (kind < PAGES + CHANGING_PAGES) {
      page(node, phase, pick(Journal.STABLE + 1, Journal.CHANGING), false);
    } else if (kind < PAGES + CHANGING_PAGES + COLD_PAGES) {
      page(node, phase, List.of(cold.incrementAndGet()), false);
    } else {
      write(node, phase);
    }
  }

  private List<Long> pick(long first, int count) {
    return LongStream.range(0, ON_A_PAGE)
        .map(each -> first + random.nextInt(count))
        .boxed()
        .toList();
  }

  private void page(SoakNode node, Phase phase, List<Long> ids, boolean held) {
    try (LoadScope scope = node.twofold().open()) {
      Loaded<Long, Article> articles = scope.findAll(Articles.class, ids);
      articles.failed().values().forEach(reason -> count(phase, held, reason));
      for (Article article : articles.found().values()) {
        try {
          Article.NOTES.of(article);
        } catch (LoadException e) {
          count(phase, held, e);
        }
      }
    } catch (RuntimeException e) {
      phase.failed();
      timeline.explain(phase, e);
    }
  }

  private void write(SoakNode node, Phase phase) {
    try {
      node.write(Journal.STABLE + 1L + random.nextInt(Journal.CHANGING), each -> each.views++);
    } catch (RuntimeException e) {
      count(phase, false, e);
    }
  }

  /**
   * @param held whether a tier has it
   */
  private void count(Phase phase, boolean held, RuntimeException reason) {
    if (!held && phase.isDatabaseAway()) {
      phase.refused();
    } else {
      phase.failed();
      timeline.explain(phase, reason);
    }
  }
}
