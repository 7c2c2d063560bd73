package dev.twofold.model;

import java.util.List;

/**
 * One step of a program. Every step means something in every state, so that a failing program can
 * be made shorter by leaving any step out.
 *
 * @param target what it is about, where the action needs to know
 * @param keys at least one
 * @param choice what else the action needs to know
 */
record Step(Action action, Target target, List<Long> keys, int choice) {

  enum Action {
    FIND,
    FIND_ALL,
    REQUIRE,
    REQUIRE_ALL,
    FIND_BY,
    FIND_ALL_BY,
    LIST,
    LAZY,
    READ_HANDLES,
    PEEK,
    PEEK_ALL,
    PRIME,
    REFRESH,
    REFRESH_ALL,
    INVALIDATE,
    WRITE,
    BREAK_TIER,
    REPAIR_TIER,
    OTHER_NODE_WRITES,
    OTHER_NODE_WRITES_DURING_LOAD,
    LOSE_LEASES_DURING_LOAD,
    EVICT,
    CORRUPT,
    FAIL_NEXT_LOAD,
    NEST_NEXT_LOAD,
    NEW_REQUEST,
    OTHER_REQUEST
  }

  long key() {
    return keys.get(0);
  }
}
