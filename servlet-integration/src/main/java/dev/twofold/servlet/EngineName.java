package dev.twofold.servlet;

/**
 * The names under which an engine and its scopes are found.
 *
 * @param engineAttribute the attribute of the servlet context that holds the engine
 * @param scopeAttribute the attribute of a request that holds its scope
 */
record EngineName(String engineAttribute, String scopeAttribute) {

  private static final String ENGINE = "dev.twofold.Twofold";
  private static final String SCOPE = "dev.twofold.LoadScope";

  /** The engine of an application that has only one. */
  static final EngineName DEFAULT = new EngineName(ENGINE, SCOPE);

  /**
   * The engine of that name.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  static EngineName of(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of an engine is blank");
    }
    return new EngineName(ENGINE + "." + name, SCOPE + "." + name);
  }
}
