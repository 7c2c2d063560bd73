package dev.twofold.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has all that is awaited come in its own time, however busy the machine is: how long it took is no
 * result of a test. Only what has not come after {@link #LIMIT} is taken for what never comes.
 * Found by JUnit where {@code META-INF/services} names it.
 */
public final class Patience implements BeforeAllCallback {

  /** Far longer than anything takes that comes at all. */
  public static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LIMIT);
  }
}
