package dev.twofold.checker.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.twofold.checker.fault.TcpProxy.Line;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One connection through a proxy. Once it has lost a reply, it loses all that follow. */
final class ProxiedConnection {

  private static final int BUFFER = 1 << 16;
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket redis;
  private volatile boolean subscribed;
  private volatile boolean lost;

  ProxiedConnection(TcpProxy proxy, Socket client, Socket redis) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.redis = redis;
    client.setTcpNoDelay(true);
    redis.setTcpNoDelay(true);
  }

  boolean hasLost() {
    return lost;
  }

  void copyRequests() {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = client.getInputStream().read(buffer);
          read >= 0;
          read = client.getInputStream().read(buffer)) {
        if (!subscribed) {
          subscribed = isSubscription(buffer, read);
        }
        pause();
        redis.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side has gone; so does the other.
    } finally {
      close();
    }
  }

  void copyReplies() {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = redis.getInputStream().read(buffer);
          read >= 0;
          read = redis.getInputStream().read(buffer)) {
        if (isLost()) {
          continue;
        }
        pause();
        client.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side has gone; so does the other.
    } finally {
      close();
    }
  }

  private void pause() {
    if (proxy.line() == Line.SLOW) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SLOW_NANOS));
    }
  }

  private boolean isLost() {
    Line line = proxy.line();
    lost = lost || line == Line.SILENT || (line == Line.DEAF && subscribed);
    return lost;
  }

  private static boolean isSubscription(byte[] bytes, int length) {
    return new String(bytes, 0, length, ISO_8859_1).toUpperCase(Locale.ROOT).contains("SUBSCRIBE");
  }

  void close() {
    proxy.closed(this);
    try {
      client.close();
      redis.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }
}
