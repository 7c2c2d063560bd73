package dev.twofold.internal.computation;

import dev.twofold.internal.registry.Brief;

/**
 * A result as the tiers keep it.
 *
 * @param isBrief whether it stands for a failure
 */
record Result<V>(V value, boolean isBrief) implements Brief {}
