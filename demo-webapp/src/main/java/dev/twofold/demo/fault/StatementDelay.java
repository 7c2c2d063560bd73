package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/** Holds up the statements of a slow database before they reach the driver. Thread-safe. */
final class StatementDelay implements QueryExecutionListener {

  private final FaultSwitch gate;

  StatementDelay(FaultSwitch gate) {
    this.gate = requireNonNull(gate, "gate");
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    gate.slowDown();
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
}
