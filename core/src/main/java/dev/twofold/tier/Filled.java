package dev.twofold.tier;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What a tier answered to fills.
 *
 * @param accepted the positions of the entries that are there now; the others had lost their right,
 *     or their part of the tier has not answered
 * @param awaited the answers for the keys that were asked for again, in their order
 * @param lost the parts of the tier that have not answered
 */
public record Filled(BitSet accepted, List<Lookup> awaited, Set<String> lost) {
  public Filled {
    awaited = List.copyOf(awaited);
    lost = Set.copyOf(lost);
  }

  /** The answer of a tier of which every part has answered. */
  public Filled(BitSet accepted, List<Lookup> awaited) {
    this(accepted, awaited, Set.of());
  }
}
