package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script answered.
 *
 * @param token of the attempt that was answered
 * @param values the state of the partition in three values, then those of the script
 */
record Reply(Token token, List<?> values) {

  private static final int STATE = 3;

  /** The state of the partition. */
  Moment moment() {
    return new Moment(text(values.get(0)), number(values.get(1)));
  }

  /** The time of the server in milliseconds. */
  long time() {
    return number(values.get(2));
  }

  /** How many values the script itself answered. */
  int size() {
    return values.size() - STATE;
  }

  Object value(int index) {
    return values.get(STATE + index);
  }

  long number(int index) {
    return number(value(index));
  }

  String text(int index) {
    return text(value(index));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Long number ? number : Long.parseLong(text(value));
  }

  static String text(@Nullable Object value) {
    return value instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(value);
  }
}
