package dev.twofold.checker;

import dev.twofold.checker.history.History;
import dev.twofold.checker.model.Ledger;
import dev.twofold.checker.node.NodeProcess;
import dev.twofold.checker.node.NodeSettings;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Starts node processes and buries them. Used by one thread at a time. */
final class Nodes implements AutoCloseable {

  private static final int START_SECONDS = 300;

  private final History history;
  private final ServerSocket server;
  private final List<NodeHandle> running = new CopyOnWriteArrayList<>();
  private final String database;
  private final List<String> jvmOptions;
  private final @Nullable Path patches;

  /**
   * @param patches a directory of classes and resources that the nodes find before the real ones;
   *     null: none
   */
  Nodes(History history, String database, List<String> jvmOptions, @Nullable Path patches)
      throws IOException {
    this.history = history;
    this.database = database;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.patches = patches;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(START_SECONDS));
  }

  /** Where nodes tell what they see. */
  int port() {
    return server.getLocalPort();
  }

  List<NodeHandle> running() {
    return running;
  }

  /** Starts a node and waits until it works. */
  NodeHandle start(NodeSettings settings) throws IOException {
    Process process = launch(settings);
    Socket socket = server.accept();
    socket.setTcpNoDelay(true);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int number = in.readInt();
    long theirs = in.readLong();
    if (number != settings.number() || theirs > System.nanoTime()) {
      throw new IllegalStateException(
          "node %d answers as %d, or its System.nanoTime is not that of this process"
              .formatted(settings.number(), number));
    }
    history.joined(number);
    NodeHandle node = new NodeHandle(number, process, socket, history);
    running.add(node);
    return node;
  }

  private Process launch(NodeSettings settings) throws IOException {
    String classPath =
        System.getProperty("checker.classpath", System.getProperty("java.class.path"));
    if (patches != null) {
      classPath = patches + File.pathSeparator + classPath;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, NodeProcess.class.getName()));
    command.addAll(settings.arguments());
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** Waits for a node to be dead, and asks the database what became of its transactions. */
  void bury(NodeHandle node) throws InterruptedException, SQLException {
    node.awaitDeath();
    running.remove(node);
    try (Connection connection = DriverManager.getConnection(database)) {
      Awaitility.await("the database lets go of node " + node.number())
          .atMost(START_SECONDS, TimeUnit.SECONDS)
          .until(() -> connections(connection, node) == 0);
      Set<Long> open = history.openTransactions(node.number());
      history.died(node.number(), Ledger.committed(connection, open));
    }
  }

  private static int connections(Connection connection, NodeHandle node) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select count(*) from pg_stat_activity where application_name = ?")) {
      statement.setString(1, "node-" + node.number());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  @Override
  public void close() throws IOException {
    running.forEach(NodeHandle::kill);
    server.close();
  }
}
