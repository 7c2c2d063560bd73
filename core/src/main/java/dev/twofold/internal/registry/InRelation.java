package dev.twofold.internal.registry;

import dev.twofold.error.ConfigurationException;
import java.util.function.Supplier;

/** Names the relation in what is refused while it is prepared. */
final class InRelation {

  private InRelation() {}

  static <T> T named(String relation, Supplier<T> prepared) {
    try {
      return prepared.get();
    } catch (ConfigurationException e) {
      throw new ConfigurationException("relation %s: %s".formatted(relation, e.getMessage()), e);
    }
  }
}
