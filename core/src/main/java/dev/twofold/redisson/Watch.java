package dev.twofold.redisson;

import dev.twofold.error.TierException;
import dev.twofold.tier.FillRight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node in step with the others, on a thread of its own: makes the subscription, again and
 * again until there is one; compares what arrived with what the server has counted, for the
 * subscription may be deaf without anybody noticing; says that the node lives, and stands in for
 * nodes that fell silent.
 *
 * <p>After each new subscription it reads the server's counts, tells the engine that it missed
 * something, and only then takes these counts as reached.
 */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final ScriptCalls scripts;
  private final Following following;
  private final Subscription subscription;
  private final Nodes nodes;
  private final MemoryUse memory;
  private final Partitions partitions;
  private final Pace pace;
  private final Semaphore bell;
  private final Thread thread = new Thread(this::run, "twofold-redis-watch");
  private volatile boolean closed;
  private volatile boolean signsOff;
  private boolean mustStartOver = true; // of the thread

  /**
   * @param bell rung when the subscription was confirmed
   */
  Watch(
      ScriptCalls scripts,
      Following following,
      Subscription subscription,
      Nodes nodes,
      MemoryUse memory,
      Partitions partitions,
      Pace pace,
      Semaphore bell) {
    this.scripts = scripts;
    this.following = following;
    this.subscription = subscription;
    this.nodes = nodes;
    this.memory = memory;
    this.partitions = partitions;
    this.pace = pace;
    this.bell = bell;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        round();
      } catch (TierException e) {
        following.listening(false); // Redis does not answer; the calls of requests tell of it
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException e) {
        following.listening(false);
        LOG.warn("The watch over Redis failed and goes on ({})", e.toString());
      }
      try {
        mustStartOver |= bell.tryAcquire(pace.check().toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        break;
      }
    }
    farewell();
  }

  private void round() throws InterruptedException {
    subscription.ensure(budget());
    mustStartOver |= bell.drainPermits() > 0;
    long asked = System.nanoTime();
    List<Reply> states = read();
    List<Moment> moments = states.stream().map(Reply::moment).toList();
    if (mustStartOver) {
      mustStartOver = false;
      for (int partition = 0; partition < moments.size(); partition++) {
        following.startOver(
            partition,
            moments.get(partition),
            Instant.ofEpochMilli(states.get(partition).time()),
            Duration.ofNanos(System.nanoTime() - asked));
      }
    } else if (isDeaf(moments)) {
      LOG.warn("Invalidations of other nodes did not arrive; subscribing again");
      following.listening(false);
      subscription.remove();
      mustStartOver = true;
      bell.release();
      return;
    }
    memory.look(budget());
    following.listening(true);
    for (String silent : nodes.heartbeat(budget())) {
      standInFor(silent, moments);
    }
  }

  /** The state of all partitions; on a server that did not make them, they are renewed. */
  private List<Reply> read() {
    List<Command> commands = new ArrayList<>();
    for (int partition = 0; partition < partitions.number(); partition++) {
      commands.add(new Command(Script.INSPECT, partition).add(true).add(0));
    }
    return scripts.sendAll("a check", commands, 0, budget());
  }

  /** Messages that are under way are given their time. */
  private boolean isDeaf(List<Moment> moments) throws InterruptedException {
    if (hasReached(moments)) {
      return false;
    }
    mustStartOver |= bell.tryAcquire(pace.delivery().toNanos(), TimeUnit.NANOSECONDS);
    return !hasReached(moments);
  }

  private boolean hasReached(List<Moment> moments) {
    for (int partition = 0; partition < moments.size(); partition++) {
      if (!following.hasReached(partition, moments.get(partition))) {
        return false;
      }
    }
    return true;
  }

  /** Renews what the silent node may have left stale. */
  private void standInFor(String silent, List<Moment> moments) {
    LOG.warn(
        "Node {} fell silent without signing off; what it may have left stale is cleared", silent);
    List<Command> commands = new ArrayList<>();
    for (int partition = 0; partition < moments.size(); partition++) {
      commands.add(new Command(Script.RENEW, partition).add(moments.get(partition).epoch()));
    }
    scripts.sendAll("a renewal", commands, 0, budget());
    nodes.strikeOut(silent, budget());
  }

  private void farewell() {
    subscription.remove();
    if (!signsOff) {
      return;
    }
    try {
      nodes.signOff(Deadline.after(FAREWELL));
    } catch (TierException e) {
      LOG.debug("Not signed off: others will stand in for this node", e);
    }
  }

  private Deadline budget() {
    return Deadline.after(pace.budget());
  }

  /**
   * Ends the thread, which takes as long as one call.
   *
   * @param withoutDebts whether this node signs off, so that nobody stands in for it
   */
  void close(boolean withoutDebts) {
    signsOff = withoutDebts;
    closed = true;
    bell.release();
    try {
      thread.join(pace.budget().plus(FAREWELL).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
