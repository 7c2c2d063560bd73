package dev.twofold.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Something that runs as long as the tests of the class do that registers it; nested test classes
 * share it.
 */
public abstract class TestServer implements AutoCloseable, BeforeAllCallback, AfterAllCallback {

  private int openClasses;

  /** Returns when it can be used. */
  public abstract void start() throws Exception;

  /** Ends it; what it kept is gone. */
  @Override
  public abstract void close();

  @Override
  public final void beforeAll(ExtensionContext context) throws Exception {
    if (openClasses++ == 0) {
      start();
    }
  }

  @Override
  public final void afterAll(ExtensionContext context) {
    if (--openClasses == 0) {
      close();
    }
  }
}
