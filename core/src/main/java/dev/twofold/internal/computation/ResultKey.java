package dev.twofold.internal.computation;

import dev.twofold.key.KeyFormat;

/**
 * The key of a result: its arguments, and what it is computed from. So an entry is right for as
 * long as it exists, and nothing need be told when an input changes: the next question has another
 * key.
 *
 * @param inputs the digest of the inputs; empty where there are none
 */
public record ResultKey<A>(A arguments, String inputs) {

  /** No text of arguments contains it, except before the digest of arguments that are long. */
  private static final char INPUTS_FOLLOW = '#';

  /** How keys are written, of which the arguments are written like that. */
  static <A> KeyFormat<ResultKey<A>> format(KeyFormat<A> arguments) {
    return key -> {
      String text = arguments.toText(key.arguments());
      return key.inputs().isEmpty() ? text : text + INPUTS_FOLLOW + key.inputs();
    };
  }
}
