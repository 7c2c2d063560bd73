package dev.twofold.internal.read;

import dev.twofold.error.LoadException;
import dev.twofold.error.TwofoldException;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.tiers.WaitBudget;
import java.time.Duration;
import java.util.List;

/**
 * The words for what goes wrong while loading: loader, region, counts and what to do; no values.
 */
final class Failures {

  private Failures() {}

  private static LoadException ofLoad(RegisteredLoader<?, ?, ?> loader, int keys, Exception cause) {
    return new LoadException(
        "%s could not load %s: %s".formatted(loader, count(keys), reason(cause)), cause);
  }

  static LoadException ofJoined(
      RegisteredLoader<?, ?, ?> loader, int keys, RuntimeException cause) {
    return new LoadException(
        "%s could not load %s, which another request was loading: %s"
            .formatted(loader, count(keys), reason(cause)),
        cause);
  }

  static LoadException noTurn(
      RegisteredLoader<?, ?, ?> loader, int keys, int most, Duration waited) {
    return new LoadException(
        "%s could not load %s: %d loads were running, which is the limit (setting databaseConcurrency), and none of them ended within %s"
            .formatted(loader, count(keys), most, waited));
  }

  static LoadException tooManyValues(
      RegisteredLoader<?, ?, ?> loader, int keys, long known, long most) {
    return new LoadException(
        "%s was not asked for %s: the scope knows %d values, and may know %d (setting maximumValuesPerScope). Work through large amounts in several scopes"
            .formatted(loader, count(keys), known, most));
  }

  static LoadException interrupted(RegisteredLoader<?, ?, ?> loader, InterruptedException cause) {
    return new LoadException(
        "%s was not asked: interrupted while waiting for another request to load the same keys"
            .formatted(loader.name()),
        cause);
  }

  static LoadException ofLoad(
      RegisteredLoader<?, ?, ?> loader, int keys, Exception cause, WaitBudget waits) {
    return waits.isSpent()
        ? new LoadException(
            "%s could not load %s: %s; %s"
                .formatted(loader, count(keys), reason(cause), waits.account()),
            cause)
        : ofLoad(loader, keys, cause);
  }

  static LoadException budgetSpent(RegisteredLoader<?, ?, ?> loader, int keys, WaitBudget waits) {
    return new LoadException(
        "%s was not asked for %s: %s".formatted(loader, count(keys), waits.account()));
  }

  /** Messages of the application and of drivers may show values; those of Twofold do not. */
  private static String reason(Exception cause) {
    String message = cause instanceof TwofoldException ? cause.getMessage() : null;
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  static LoadException ofWave(RegisteredLoader<?, ?, ?> loader, Throwable cause) {
    return new LoadException(
        "%s could not be resolved: %s".formatted(loader, cause.getClass().getSimpleName()), cause);
  }

  static LoadException waitedTooLong(
      RegisteredLoader<?, ?, ?> loader, Duration patience, WaitBudget waits) {
    return new LoadException(
        waits.isSpent()
            ? "%s was not asked: another thread of this request is loading, and %s"
                .formatted(loader.name(), waits.account())
            : "%s was not asked: another thread of this request has been loading for %s. A load must not wait for a thread that uses the same scope"
                .formatted(loader.name(), patience));
  }

  static LoadException nullAnswer(RegisteredLoader<?, ?, ?> loader, int keys) {
    return new LoadException(
        "%s answered null instead of a map when asked for %s; answer an empty map where nothing exists"
            .formatted(loader, count(keys)));
  }

  static LoadException nullValues(RegisteredLoader<?, ?, ?> loader, int nulls, int keys) {
    return new LoadException(
        "%s answered null for %d of %s; leave a key out of the map where nothing exists"
            .formatted(loader, nulls, count(keys)));
  }

  static LoadException unasked(
      RegisteredLoader<?, ?, ?> loader, int unasked, int unanswered, int keys) {
    return new LoadException(
        ("%s answered %s that %s not asked for and left %d of %s unanswered; if the database calls"
                + " them equal (collation, trailing blanks), say so in normalize()")
            .formatted(
                loader, count(unasked), unasked == 1 ? "was" : "were", unanswered, count(keys)));
  }

  static LoadException ofRequestForm(RegisteredLoader<?, ?, ?> loader, RuntimeException cause) {
    return new LoadException(
        "%s could not make the request form of a value: %s".formatted(loader, reason(cause)),
        cause);
  }

  static LoadException nullRequestForm(RegisteredLoader<?, ?, ?> loader) {
    return new LoadException("%s made null as the request form of a value".formatted(loader));
  }

  static LoadException changedKey(RegisteredLoader<?, ?, ?> loader) {
    return new LoadException(
        "%s cannot tell what became of a key: its hash code has changed since it was asked for; keys must not change"
            .formatted(loader));
  }

  static LoadException circle(List<String> path) {
    return new LoadException(
        "a key was asked for while it was being loaded: %s; a load must not depend on itself"
            .formatted(String.join(" -> ", path)));
  }

  private static String count(int keys) {
    return keys == 1 ? "1 key" : keys + " keys";
  }
}
