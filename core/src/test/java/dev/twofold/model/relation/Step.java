package dev.twofold.model.relation;

import java.util.List;

/**
 * One step of a program. Every step means something for every graph and in every state, so that a
 * failing program can be made shorter by leaving any step out.
 *
 * @param choice which kind, relation or plan, as the action needs it
 * @param numbers which rows; at least one
 */
record Step(Action action, int choice, List<Integer> numbers) {

  enum Action {
    /** Loads a row by its key. */
    FIND,
    /** Loads rows by their keys. */
    FIND_ALL,
    /** Loads a list. */
    LIST,
    /** Asks a relation for one owner. */
    TOUCH,
    /** Asks a relation for one owner, and expects an answer. */
    REQUIRE,
    /** Asks a relation for all owners. */
    TOUCH_ALL,
    /** Asks a relation for one owner in a block that resolves no others. */
    TOUCH_ALONE_IN_BLOCK,
    /** Asks a relation that resolves no others. */
    TOUCH_ALONE,
    /** Asks a relation for an owner that the scope does not know. */
    TOUCH_FOREIGN,
    /** Tells the scope of owners that it does not know. */
    ADOPT,
    /** Reads whole trees. */
    TREE,
    /** Reads the pages of a relation, one after the other. */
    PAGES,
    /** Resolves a plan, and reads all of it. */
    PREFETCH,
    /** Takes a handle for a relation. */
    LAZY,
    /** Reads all handles. */
    READ_HANDLES
  }

  int number() {
    return numbers.get(0);
  }
}
