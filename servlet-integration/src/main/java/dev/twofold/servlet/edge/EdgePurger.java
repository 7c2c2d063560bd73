package dev.twofold.servlet.edge;

import java.io.IOException;
import java.util.Set;

/**
 * Removes responses from the caches in front of the application. Called on one thread of {@link
 * Edge}, on the node that invalidates, after the commit and after the distributed tier was told.
 */
@FunctionalInterface
public interface EdgePurger {

  /**
   * Removes all responses that have at least one of these surrogate keys. Returns once every cache
   * has confirmed; removing again what is gone is no error.
   *
   * @param surrogateKeys letters, digits, dashes and underscores; not empty, at most a few hundred,
   *     which together fit into a header
   * @throws IOException if a cache has not confirmed; the same keys are purged again later
   */
  void purge(Set<String> surrogateKeys) throws IOException, InterruptedException;
}
