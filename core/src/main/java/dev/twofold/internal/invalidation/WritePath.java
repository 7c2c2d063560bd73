package dev.twofold.internal.invalidation;

import java.util.List;
import java.util.function.Supplier;

/**
 * What transactions use of their engine.
 *
 * @param through hears what is written through
 * @param open what the engine has to wait for when it closes
 * @param scopesOfThread the requests that the calling thread works for
 * @param limit how many keys a transaction names one by one
 */
record WritePath(
    Impacts impacts,
    Delivery delivery,
    EntrySearches searches,
    Brackets brackets,
    PendingCommits pending,
    UnknownOutcomes unknownOutcomes,
    CommittedKeys through,
    OpenWork open,
    Supplier<? extends List<? extends WritingScope>> scopesOfThread,
    int limit) {}
