package dev.twofold.internal.registry;

import dev.twofold.error.LoadException;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The owners that a statement was asked for. Rows of any other show that the database compares
 * otherwise than Java: whose rows they are is not known, and to leave them out would be wrong.
 *
 * @param keys normalized
 * @param normalization makes keys equal that the database calls equal
 */
record AskedOwners<O>(Set<O> keys, UnaryOperator<O> normalization) {

  /**
   * The key of an owner that the database answered for.
   *
   * @throws LoadException if it was not asked for
   */
  O require(O answered) {
    O key = normalization.apply(answered);
    if (!keys.contains(key)) {
      throw new LoadException(
          "the database answered for an owner that was not asked for; if it calls keys equal that"
              + " are not (collation, trailing blanks), say so in normalize() of the loader of the"
              + " owners, or, where the relation was given the key of its owners, in the"
              + " normalization that ToMany.of takes with it");
    }
    return key;
  }
}
