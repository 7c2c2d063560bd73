package dev.twofold.checker.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** Stands between one node and Redis, and can spoil the line. Thread-safe. */
public final class TcpProxy implements AutoCloseable {

  private final ServerSocket server;
  private final IntSupplier target;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::of);
  private volatile Line line = Line.GOOD;

  /** How the line is. */
  public enum Line {
    GOOD,
    /** Nobody gets through; open connections break. */
    CUT,
    /** Connections stay open, and nothing arrives at the node. */
    SILENT,
    /** As silent, but only for connections that have subscribed. */
    DEAF,
    /** Everything takes some milliseconds longer, so that one call overtakes another. */
    SLOW
  }

  /**
   * A proxy on a free port of this machine.
   *
   * @param target the port that new connections lead to
   */
  public TcpProxy(IntSupplier target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Spoils the line. */
  public void spoil(Line how) {
    line = how;
    if (how == Line.CUT) {
      breakConnections();
    }
  }

  /** Makes the line good again; connections that have lost something break. */
  public void heal() {
    Line before = line;
    line = Line.GOOD;
    if (before != Line.SLOW) {
      connections.stream().filter(ProxiedConnection::hasLost).forEach(ProxiedConnection::close);
    }
  }

  /** Breaks all connections. */
  public void breakConnections() {
    connections.forEach(ProxiedConnection::close);
  }

  Line line() {
    return line;
  }

  void closed(ProxiedConnection connection) {
    connections.remove(connection);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (line == Line.CUT) {
          client.close();
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // The proxy was closed, or a client has gone before it was served.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket redis;
    try {
      redis = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
    } catch (IOException e) {
      client.close();
      return;
    }
    ProxiedConnection connection = new ProxiedConnection(this, client, redis);
    connections.add(connection);
    threads.execute(connection::copyRequests);
    threads.execute(connection::copyReplies);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    breakConnections();
    threads.shutdownNow();
  }
}
