package dev.twofold.bench.page;

import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.PageData;
import dev.twofold.bench.peer.Contender;
import dev.twofold.bench.peer.Contenders;
import dev.twofold.bench.peer.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A contender in some state, and pages that come in turn. Not thread-safe. */
final class PageState implements AutoCloseable {

  private static final int PAGES = 16;

  /** A contender with a thousand round trips takes seconds for each. */
  private static final int PAGES_BEHIND_A_NETWORK = 4;

  private final List<List<Long>> pages;
  private final Servers servers;
  private final Contender contender;
  private final Between between;
  private int served;

  /** What happens before each page and is no part of it. */
  interface Between {
    /** Nothing: once all pages have been made, everything is warm. */
    Between NOTHING = (contender, page, served) -> {};

    /** All caches are emptied. */
    Between FORGET = (contender, page, served) -> contender.forget();

    /** A share of the objects of the page, in percent, is written. */
    static Between change(int percent) {
      return (contender, page, served) ->
          contender.change(
              PageData.changes(page, PageData.OBJECTS_OF_PAGE * percent / 100, "change " + served));
    }

    void prepare(Contender contender, List<Long> page, int served);
  }

  /** Counts what a page costs, then makes the contender anew and brings it into its state. */
  PageState(Contenders contenders, Servers.Kind database, Duration network, Between between) {
    this.between = between;
    pages =
        IntStream.range(0, network.isZero() ? PAGES : PAGES_BEHIND_A_NETWORK)
            .mapToObj(PageData::page)
            .toList();
    servers = new Servers(database);
    count(contenders);
    servers.flushRedis();
    Setting setting = servers.over(network);
    contender = contenders.open(setting);
    warm(contender);
  }

  private void warm(Contender some) {
    pages.forEach(some::page);
    pages.forEach(some::page);
  }

  private void count(Contenders contenders) {
    Servers.Counted counted = servers.counted();
    double statements = 0;
    double roundTrips = 0;
    try (Contender watched = contenders.open(counted.setting())) {
      warm(watched);
      for (List<Long> page : pages) {
        between.prepare(watched, page, served++);
        counted.queries().reset();
        long before = counted.redis().roundTrips();
        watched.page(page);
        statements += counted.queries().count();
        roundTrips += counted.redis().roundTrips() - before;
      }
    }
    Costs.counted(statements / pages.size(), roundTrips / pages.size());
  }

  /** Brings the next page about. */
  void prepare() {
    served++;
    between.prepare(contender, next(), served);
  }

  /** Makes the next page, and goes on to the one after it if nothing has to be prepared. */
  Page page() {
    if (between == Between.NOTHING) {
      served++;
    }
    return contender.page(next());
  }

  private List<Long> next() {
    return pages.get(served % pages.size());
  }

  @Override
  public void close() {
    contender.close();
    servers.close();
  }
}
