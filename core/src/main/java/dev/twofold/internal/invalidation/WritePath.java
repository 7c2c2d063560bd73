package dev.twofold.internal.invalidation;

import java.util.List;
import java.util.function.Supplier;

/**
 * What transactions use of their engine.
 *
 * @param scopesOfThread the requests that the calling thread works for
 * @param limit how many keys of one loader a transaction names one by one
 */
record WritePath(
    Impacts impacts,
    Delivery delivery,
    Brackets brackets,
    PendingCommits pending,
    UnknownOutcomes unknownOutcomes,
    Supplier<? extends List<? extends WritingScope>> scopesOfThread,
    int limit) {}
