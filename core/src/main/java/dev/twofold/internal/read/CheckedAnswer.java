package dev.twofold.internal.read;

import dev.twofold.error.LoadException;
import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.internal.registry.RegisteredLoader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a load function answered, held against what it was asked. The rules are the contract of
 * {@link dev.twofold.loader.BatchLoader#loadAll}.
 */
final class CheckedAnswer<K, C> {

  private final RegisteredLoader<K, C, ?> loader;
  private final Keys<K> keys;

  /** By position of the key: a cached form, a {@link Failed}, or null where there is no value. */
  private final @Nullable Object[] answers;

  private int answered;
  private int unasked;

  private CheckedAnswer(RegisteredLoader<K, C, ?> loader, Keys<K> keys) {
    this.loader = loader;
    this.keys = keys;
    this.answers = new Object[keys.size()];
  }

  static <K, C> CheckedAnswer<K, C> of(
      RegisteredLoader<K, C, ?> loader, Keys<K> keys, Answer<K, C> answered) {
    CheckedAnswer<K, C> checked = new CheckedAnswer<>(loader, keys);
    @Nullable Map<K, C> values = answered.values();
    if (values == null) {
      checked.failRest(Failures.nullAnswer(loader, keys.size()));
      return checked;
    }
    answered.failures().forEach((key, reason) -> checked.take(key, new Failed(reason)));
    for (Map.Entry<K, @Nullable C> entry : values.entrySet()) {
      @Nullable K key = entry.getKey();
      checked.take(key == null ? null : loader.normalization().apply(key), entry.getValue());
    }
    int unanswered = keys.size() - checked.answered;
    if (checked.unasked > 0 && unanswered > 0) {
      checked.failRest(Failures.unasked(loader, checked.unasked, unanswered, keys.size()));
    }
    return checked;
  }

  /**
   * Takes an answer. Another spelling of a key that is answered is no stranger: the first counts.
   */
  private void take(@Nullable K key, @Nullable Object answer) {
    int position = key == null ? -1 : keys.position(key);
    if (position < 0) {
      unasked++;
    } else if (answers[position] == null) {
      answered++;
      answers[position] =
          answer == null ? new Failed(Failures.nullValues(loader, 1, keys.size())) : answer;
    }
  }

  private void failRest(LoadException reason) {
    for (int i = 0; i < answers.length; i++) {
      if (answers[i] == null) {
        answers[i] = new Failed(reason);
      }
    }
  }

  /** What it says about some keys; one that it says nothing about is left out. */
  CheckedAnswer<K, C> only(Keys<K> some) {
    Keys<K> asked = some.only(0, some.size(), keys::contains);
    CheckedAnswer<K, C> same = new CheckedAnswer<>(loader, asked);
    for (int i = 0; i < asked.size(); i++) {
      same.answers[i] = answers[keys.position(asked.at(i))];
    }
    return same;
  }

  Keys<K> keys() {
    return keys;
  }

  /** How many answers nobody asked for. */
  int unasked() {
    return unasked;
  }

  /** Whether the key at a position has neither value nor failure. */
  boolean isAbsent(int position) {
    return answers[position] == null;
  }

  /** Why the key at a position failed; null if it did not. */
  @Nullable RuntimeException failure(int position) {
    return answers[position] instanceof Failed failed ? failed.reason() : null;
  }

  /** The value at a position; null if there is none. */
  @SuppressWarnings("unchecked") // what is neither absent nor failed is a cached form
  @Nullable C value(int position) {
    Object answer = answers[position];
    return answer instanceof Failed ? null : (C) answer;
  }

  /** The value of a key; null if there is none, or the key was not asked for. */
  @Nullable C value(K key) {
    int position = keys.position(key);
    return position < 0 ? null : value(position);
  }
}
