package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.checker.history.Event.Done;
import dev.twofold.checker.history.Occasion;
import dev.twofold.checker.history.View;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a node: connects to the checker, works, and does what it is told. */
@SuppressWarnings("EnumOrdinal") // both processes have the same classes
public final class NodeProcess {

  private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

  private static final int HEARTBEAT_MILLIS = 20;
  private static final Command[] COMMANDS = Command.values();

  private final Node node;
  private final List<Program> programs = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private NodeProcess(Node node, NodeSettings settings) {
    this.node = node;
    Transactions transactions = new Transactions(settings.number());
    for (int i = 0; i < settings.threads(); i++) {
      Random random = new Random(settings.seed() * 31 + i);
      Program program = new Program(new Worker(node, random, transactions));
      programs.add(program);
      threads.add(new Thread(program, "requests-" + i));
    }
  }

  /** Runs until it is told to exit, or until the checker is gone. */
  public static void main(String[] arguments) throws Exception {
    NodeSettings settings = NodeSettings.of(arguments);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), settings.port())) {
      socket.setTcpNoDelay(true);
      Recorder recorder = new Recorder(socket.getOutputStream());
      try (Node node = new Node(settings, recorder)) {
        DataOutputStream hello = new DataOutputStream(socket.getOutputStream());
        hello.writeInt(settings.number());
        hello.writeLong(System.nanoTime());
        var unused =
            clock.scheduleAtFixedRate(
                recorder::heartbeat, 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        new NodeProcess(node, settings).obey(new DataInputStream(socket.getInputStream()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("Node {} ends before its time", settings.number(), e);
    }
    Runtime.getRuntime().halt(0);
  }

  private void obey(DataInputStream commands) throws IOException, InterruptedException {
    threads.forEach(Thread::start);
    for (int next = commands.read(); next >= 0; next = commands.read()) {
      switch (COMMANDS[next]) {
        case DIE_AT_NEXT_INVALIDATION -> node.dieAtNextInvalidation();
        case REST -> rest();
        case FILL -> readAll(Occasion.REQUEST);
        case READ_ALL -> readAll(Occasion.LAST);
        case EXIT -> {
          return;
        }
      }
    }
  }

  private void rest() throws InterruptedException {
    programs.forEach(Program::stop);
    for (Thread thread : threads) {
      thread.join();
    }
    done();
  }

  private void readAll(Occasion occasion) {
    for (View view : View.values()) {
      Set<Long> ids =
          LongStream.range(0, Worker.limit(view, node.scale())).boxed().collect(Collectors.toSet());
      long start = System.nanoTime();
      try (LoadScope scope = node.twofold().open()) {
        new Reader(
                scope,
                node.recorder(),
                (seen, id, state) -> node.recorder().read(seen, id, state, start, occasion))
            .read(view, ids);
      }
    }
    done();
  }

  private void done() {
    node.recorder().tell(new Done());
    node.recorder().heartbeat();
  }
}
