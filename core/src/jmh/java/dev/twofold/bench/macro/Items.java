package dev.twofold.bench.macro;

import java.util.random.RandomGenerator;

/** The two cached profiles of HttpArena, and the cached queries of TechEmpower. */
final class Items {

  private static final int CRUD_IDS = 50_000;
  private static final int PAGES = 1_000;
  private static final int STACK_IDS = 10_000;
  private static final int USERS = 4;
  private static final int WRITTEN = 20;
  private static final long NEW = 1_000_000_000L;

  private Items() {}

  /** Items that are read, changed, listed and added. What is written is seen at once: no TTL. */
  static Mix crud() {
    return crudReads()
        .add(15, random -> write(random.nextInt(1, CRUD_IDS + 1)))
        .add(5, random -> write(random.nextLong(NEW, NEW * NEW)));
  }

  static Mix crudReads() {
    return new Mix()
        .add(75, random -> item(random, CRUD_IDS))
        .add(5, random -> get("items?page=" + random.nextInt(PAGES)));
  }

  /** A service before two caches; one write for a thousand reads. */
  static Mix stack() {
    return stackReads().add(0.1, random -> write(random.nextInt(1, WRITTEN + 1)));
  }

  static Mix stackReads() {
    return new Mix()
        .add(50, random -> item(random, STACK_IDS))
        .add(30, random -> Ask.get("/assets/style.css", Format.JSON))
        .add(10, random -> get("compute?a=%d&b=7".formatted(random.nextInt(1_000))))
        .add(10, random -> get("graph?nodes=" + random.nextInt(1, USERS + 1)));
  }

  /** Rows of one table by ids that the server draws. */
  static Workload.Asks cachedQueries(int count) {
    return random ->
        get("cached-queries?count=%d&seed=%d".formatted(count, random.nextInt(1_000_000)));
  }

  private static Ask item(RandomGenerator random, int ids) {
    return get("item?id=" + random.nextInt(1, ids + 1));
  }

  private static Ask write(long id) {
    return Ask.post("/batch/item?id=" + id);
  }

  private static Ask get(String path) {
    return Ask.get("/batch/" + path, Format.JSON);
  }
}
