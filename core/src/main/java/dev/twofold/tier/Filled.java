package dev.twofold.tier;

import java.util.BitSet;
import java.util.List;

/**
 * What a tier answered to fills.
 *
 * @param accepted the positions of the entries that are there now; the others had lost their right
 * @param awaited the answers for the keys that were asked for again, in their order
 */
public record Filled(BitSet accepted, List<Lookup> awaited) {
  public Filled {
    awaited = List.copyOf(awaited);
  }
}
