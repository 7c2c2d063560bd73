package dev.twofold.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.LoadScope;
import dev.twofold.soak.Journal.Article;
import dev.twofold.soak.Journal.Articles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/**
 * Puts load on two nodes with a real Redis and a real PostgreSQL, lets one thing after the other go
 * wrong, and prints what users saw of it. What it is asked to do are system properties; see {@link
 * SoakOptions}.
 */
public final class Soak {

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final SoakOptions options;
  private final PrintStream out;
  private final Servers servers;
  private final List<SoakNode> nodes;
  private final Timeline timeline = new Timeline();
  private final Recovery recovery;

  private Soak(SoakOptions options, PrintStream out, Servers servers, List<SoakNode> nodes) {
    this.options = options;
    this.out = out;
    this.servers = servers;
    this.nodes = nodes;
    recovery = new Recovery(nodes.get(0), nodes.get(1));
  }

  /**
   * Prints each fault when it is over, and then each phase; the last line says how much went wrong.
   * Ends with 1 if that is anything.
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    SoakOptions options = SoakOptions.ofSystemProperties();
    boolean good;
    try (Servers servers = new Servers();
        SoakNode one = new SoakNode(servers);
        SoakNode other = new SoakNode(servers)) {
      good = new Soak(options, out, servers, List.of(one, other)).run();
    }
    System.exit(good ? 0 : 1);
  }

  private boolean run() throws InterruptedException {
    hold();
    recovery.await();
    Load load = new Load(nodes, timeline, options);
    pause(WARM_UP);
    Vitals before = Vitals.now();
    faults();
    pause(WARM_UP);
    Vitals after = Vitals.now();
    load.end();
    out.println(Phase.header());
    timeline.phases().forEach(out::println);
    timeline.examples().forEach(out::println);
    out.println(after.comparedTo(before));
    out.printf("longest recovery %d ms%n", recovery.longest().toMillis());
    boolean recovered = recovery.isComplete();
    out.printf(
        "requests=%d errors=%d recovered=%s%n",
        timeline.requests(), timeline.errors(), recovered ? "yes" : "no");
    return recovered && timeline.errors() == 0 && after.isFlat(before);
  }

  /** Each fault once, in an order that the seed gives, and so on until the time is over. */
  private void faults() {
    long end = System.nanoTime() + options.length().toNanos();
    Random random = new Random(options.seed());
    List<Fault> faults = new ArrayList<>(options.faults());
    Duration slice = slice(options.length().dividedBy(2L * faults.size()));
    while (System.nanoTime() < end) {
      Collections.shuffle(faults, random);
      for (Fault fault : faults) {
        strike(fault, slice);
      }
    }
  }

  private static Duration slice(Duration asked) {
    Duration bounded = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    return bounded.compareTo(SHORTEST) > 0 ? bounded : SHORTEST;
  }

  private void strike(Fault fault, Duration slice) {
    if (fault.takesDatabase()) {
      hold();
    }
    timeline.strike(fault);
    servers.strike(fault);
    pause(slice);
    timeline.heal(fault);
    servers.heal(fault);
    Duration took = recovery.await();
    timeline.calm();
    out.printf(
        "%s for %d s, recovered after %d ms%n", fault.text(), slice.toSeconds(), took.toMillis());
    pause(slice);
  }

  /** Puts what never changes into the tiers of both nodes. */
  private void hold() {
    List<Long> stable = LongStream.rangeClosed(1, Journal.STABLE).boxed().toList();
    for (SoakNode node : nodes) {
      try (LoadScope scope = node.twofold().open()) {
        for (Article article : scope.findAll(Articles.class, stable).inOrder()) {
          Article.NOTES.of(article);
        }
      }
    }
  }

  private static void pause(Duration length) {
    Awaitility.await().pollDelay(length).atMost(length.plusMinutes(5)).until(() -> true);
  }
}
