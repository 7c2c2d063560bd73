package dev.twofold.internal.outbox;

import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;

/**
 * When a node looks for what others left.
 *
 * @param application whose rows
 * @param interval how often
 * @param age how old a row is that was left
 */
record OutboxSchedule(String application, Duration interval, Duration age) {

  static OutboxSchedule of(TwofoldSettings settings) {
    return new OutboxSchedule(
        settings.application(), settings.outboxInterval(), settings.outboxAge());
  }
}
