package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.Invalidation;

/**
 * The announcement of a commit: as long as it stands, nobody reads or fills what it names.
 *
 * @param stale what the commit makes stale
 * @param token what tells it from other announcements
 */
public record Bracket(Invalidation stale, Token token) {
  public Bracket {
    requireNonNull(stale, "stale");
    requireNonNull(token, "token");
  }
}
