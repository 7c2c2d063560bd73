package dev.twofold.demo.fault;

import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.near.NearTier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/** The switches of the tiers that a node has, all on at first. Thread-safe. */
public final class Faults implements AutoCloseable {

  private final Map<Tier, FaultSwitch> switches = new ConcurrentSkipListMap<>();

  private FaultSwitch gate(Tier tier) {
    return switches.computeIfAbsent(tier, each -> new FaultSwitch(each.delay()));
  }

  /** The near tier of the node, behind a switch. */
  public NearTier switched(NearTier tier) {
    return new SwitchedNearTier(tier, gate(Tier.NEAR));
  }

  /** The Redis of the node, behind a switch. */
  public DistributedTier switched(DistributedTier tier) {
    return new SwitchedTier(tier, gate(Tier.REDIS));
  }

  /** The connections of the node to its database, behind a switch. */
  public DataSource switched(DataSource source) {
    return new SwitchedDataSource(source, gate(Tier.DATABASE));
  }

  /** What makes the statements of a slow database slow. */
  public QueryExecutionListener delay() {
    return new StatementDelay(gate(Tier.DATABASE));
  }

  /** The switch of a tier; empty: the node has no such tier. */
  public Optional<FaultSwitch> of(Tier tier) {
    return Optional.ofNullable(switches.get(tier));
  }

  /** Lets go whoever hangs in a frozen tier, so that nobody has to wait for them. */
  @Override
  public void close() {
    switches.values().forEach(FaultSwitch::thaw);
  }
}
