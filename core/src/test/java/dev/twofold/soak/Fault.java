package dev.twofold.soak;

/** What goes wrong. */
enum Fault {
  REDIS_FROZEN("redis frozen", false),
  REDIS_KILLED("redis killed", false),
  REDIS_FLUSHED("redis flushed", false),
  REDIS_SCRIPTS_FLUSHED("redis scripts flushed", false),
  REDIS_LINE_CUT("redis line cut", false),
  REDIS_LINE_SILENT("redis line silent", false),
  REDIS_LINE_DEAF("redis messages lost", false),
  REDIS_LINE_SLOW("redis line slow", false),
  DATABASE_CUT("database cut", true),
  DATABASE_SILENT("database silent", true),
  DATABASE_SLOW("database slow", false);

  private final String text;
  private final boolean takesDatabase;

  Fault(String text, boolean takesDatabase) {
    this.text = text;
    this.takesDatabase = takesDatabase;
  }

  String text() {
    return text;
  }

  /** Whether what no tier holds cannot be answered meanwhile. */
  boolean takesDatabase() {
    return takesDatabase;
  }
}
