package dev.twofold.bench.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between clients and a server on this machine: everything a client says arrives later, by
 * the time of a round trip. Also counts round trips: how often a client speaks again after it has
 * been answered. Thread-safe.
 */
public final class DelayingProxy implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;
  private static final long SPIN_NANOS = 60_000;

  private final ServerSocket server;
  private final int target;
  private final long delayNanos;
  private final AtomicLong roundTrips = new AtomicLong();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "delaying-proxy");
            thread.setDaemon(true);
            return thread;
          });

  /** A proxy on a free port. */
  public DelayingProxy(int target, Duration roundTrip) {
    this.target = target;
    this.delayNanos = roundTrip.toNanos();
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

  /** Round trips since it was made, of all connections. */
  public long roundTrips() {
    return roundTrips.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Connection connection =
            new Connection(
                opened(server.accept()),
                opened(new Socket(InetAddress.getLoopbackAddress(), target)));
        threads.execute(connection::read);
        threads.execute(connection::deliver);
        threads.execute(connection::answer);
      } catch (IOException e) {
        // The proxy was closed, or one side has gone before it was served.
      }
    }
  }

  private Socket opened(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  @Override
  public void close() {
    closeQuietly(server);
    sockets.forEach(DelayingProxy::closeQuietly);
    threads.shutdownNow();
  }

  private static void closeQuietly(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      // What cannot be closed is gone.
    }
  }

  /** What a client has said at once. */
  private static final class Piece {

    private final byte[] bytes;
    private final long due;

    Piece(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  /** One client and its connection to the server. */
  private final class Connection {

    private static final Piece END = new Piece(new byte[0], 0);

    private final Socket client;
    private final Socket server;
    private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
    private volatile boolean answered = true;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void read() {
      try (client) {
        InputStream from = client.getInputStream();
        byte[] buffer = new byte[BUFFER];
        for (int size = from.read(buffer); size >= 0; size = from.read(buffer)) {
          if (answered) {
            answered = false;
            roundTrips.incrementAndGet();
          }
          underWay.add(new Piece(Arrays.copyOf(buffer, size), System.nanoTime() + delayNanos));
        }
      } catch (IOException e) {
        // One side has closed the connection.
      } finally {
        underWay.add(END);
      }
    }

    void deliver() {
      try (server) {
        OutputStream to = server.getOutputStream();
        for (Piece piece = underWay.take(); piece != END; piece = underWay.take()) {
          await(piece.due);
          to.write(piece.bytes);
        }
      } catch (IOException e) {
        // One side has closed the connection.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the proxy was closed
      }
    }

    /** Sleeping is not exact, so the last moment is spent looking at the clock. */
    private void await(long due) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        if (left > SPIN_NANOS) {
          LockSupport.parkNanos(left - SPIN_NANOS);
        } else {
          Thread.onSpinWait();
        }
      }
    }

    void answer() {
      try (client) {
        InputStream from = server.getInputStream();
        OutputStream to = client.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int size = from.read(buffer); size >= 0; size = from.read(buffer)) {
          answered = true;
          to.write(buffer, 0, size);
        }
      } catch (IOException e) {
        // One side has closed the connection.
      }
    }
  }
}
