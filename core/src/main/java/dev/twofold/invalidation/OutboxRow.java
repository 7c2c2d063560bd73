package dev.twofold.invalidation;

import static java.util.Objects.requireNonNull;

/**
 * What one transaction leaves in an {@linkplain Outbox outbox}.
 *
 * @param id unique, 36 characters at most
 * @param application the application whose tiers are meant
 * @param format the version of the format of the content, at least 1
 * @param content what became stale, in a format of the engine
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record OutboxRow(String id, String application, int format, byte[] content) {
  public OutboxRow {
    requireNonNull(id, "id");
    requireNonNull(application, "application");
    requireNonNull(content, "content");
  }
}
