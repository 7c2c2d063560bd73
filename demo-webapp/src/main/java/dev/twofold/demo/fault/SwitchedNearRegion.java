package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import org.jspecify.annotations.Nullable;

/**
 * A near region behind a switch, which look-ups pass. Entries are removed whatever its position, as
 * nothing may come back with the tier that was removed without it. Thread-safe.
 */
final class SwitchedNearRegion implements NearRegion {

  private final NearRegion region;
  private final FaultSwitch gate;

  SwitchedNearRegion(NearRegion region, FaultSwitch gate) {
    this.region = requireNonNull(region, "region");
    this.gate = requireNonNull(gate, "gate");
  }

  @Override
  public @Nullable NearEntry get(NearKey key) {
    gate.slowDown();
    return gate.isPassable() ? region.get(key) : null;
  }

  @Override
  public void put(NearKey key, NearEntry entry, byte @Nullable [] payload) {
    if (gate.isPassable()) {
      region.put(key, entry, payload);
    } else {
      region.remove(key); // what it replaces is older
    }
  }

  @Override
  public void promote(NearKey key, NearEntry encoded, Object form) {
    if (gate.isPassable()) {
      region.promote(key, encoded, form);
    }
  }

  @Override
  public boolean keepsBytes() {
    return region.keepsBytes();
  }

  @Override
  public void remove(NearKey key) {
    region.remove(key);
  }

  @Override
  public void clear() {
    region.clear();
  }

  @Override
  public long size() {
    return region.size();
  }
}
