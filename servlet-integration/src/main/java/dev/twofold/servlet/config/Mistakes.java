package dev.twofold.servlet.config;

import dev.twofold.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a person learns all of it at once. */
final class Mistakes {

  private final List<String> messages = new ArrayList<>();

  void add(String message) {
    messages.add(message);
  }

  /**
   * Ends the reading if anything is wrong.
   *
   * @throws ConfigurationException naming every mistake
   */
  void throwIfAny() {
    if (messages.size() == 1) {
      throw new ConfigurationException(messages.get(0));
    }
    if (!messages.isEmpty()) {
      throw new ConfigurationException(
          messages.size()
              + " mistakes in the configuration:\n  - "
              + String.join("\n  - ", messages));
    }
  }
}
