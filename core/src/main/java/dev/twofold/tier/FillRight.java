package dev.twofold.tier;

import java.util.List;

/** What allows to put an entry into a distributed tier. Whoever has none puts nothing. */
public sealed interface FillRight {

  /**
   * The right to put one entry, which the tier keeps in its place until somebody invalidates it.
   *
   * @param key the entry
   * @param token what tells this right from others; for an entry that stands there, the token that
   *     it was put with
   */
  record Lease(TierKey key, Token token) implements FillRight {}

  /**
   * The right to put any entry that nobody has invalidated since this moment, for values that a
   * load found beside what it was asked for. Taken before the load begins.
   *
   * @param moments by partition; a partition that this node knows nothing of has {@link #UNKNOWN}
   */
  record Vantage(List<Moment> moments) implements FillRight {
    public Vantage {
      moments = List.copyOf(moments);
    }
  }

  /** A state of a partition that nothing was known of. */
  Moment UNKNOWN = new Moment("", -1);

  /**
   * A state of a partition.
   *
   * @param epoch which life of its control record; empty: none is known
   * @param sequence how many invalidations it has seen in this life
   */
  record Moment(String epoch, long sequence) {}
}
