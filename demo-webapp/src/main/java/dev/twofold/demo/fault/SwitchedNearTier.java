package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import dev.twofold.region.NearPolicy;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import org.jspecify.annotations.Nullable;

/** A near tier whose regions are behind one switch. Thread-safe. */
final class SwitchedNearTier implements NearTier {

  private final NearTier tier;
  private final FaultSwitch gate;

  SwitchedNearTier(NearTier tier, FaultSwitch gate) {
    this.tier = requireNonNull(tier, "tier");
    this.gate = requireNonNull(gate, "gate");
  }

  @Override
  public NearRegion open(String region, NearPolicy policy) {
    return new SwitchedNearRegion(tier.open(region, policy), gate);
  }

  @Override
  public byte @Nullable [] takeNote() {
    return tier.takeNote();
  }

  @Override
  public void close(byte[] note) {
    tier.close(note);
  }

  @Override
  public void close() {
    tier.close();
  }
}
