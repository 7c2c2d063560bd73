package dev.twofold.checker.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.checker.fault.TcpProxy.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

  private ServerSocket redis;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    redis = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    proxy = new TcpProxy(redis::getLocalPort);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    redis.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(300);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String hear(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), US_ASCII);
  }

  @Test
  void goodLine_copiesBothWays() throws IOException {
    try (Socket node = connect();
        Socket server = redis.accept()) {
      say(node, "PING");
      assertThat(hear(server, 4)).isEqualTo("PING");
      say(server, "PONG");
      assertThat(hear(node, 4)).isEqualTo("PONG");
    }
  }

  @Test
  void cutLine_breaksConnections() throws IOException {
    try (Socket node = connect();
        Socket server = redis.accept()) {
      say(node, "PING");
      assertThat(hear(server, 4)).isEqualTo("PING");
      proxy.spoil(Line.CUT);
      assertThat(node.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void silentLine_takesRequestsAndLosesReplies_untilItHealsAndBreaks() throws IOException {
    try (Socket node = connect();
        Socket server = redis.accept()) {
      proxy.spoil(Line.SILENT);
      say(node, "PING");
      assertThat(hear(server, 4)).isEqualTo("PING");
      say(server, "PONG");
      assertThatThrownBy(() -> hear(node, 4)).isInstanceOf(SocketTimeoutException.class);
      proxy.heal();
      assertThat(node.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void deafLine_losesWhatSubscribersShouldHear() throws IOException {
    try (Socket subscriber = connect();
        Socket first = redis.accept();
        Socket caller = connect();
        Socket second = redis.accept()) {
      say(subscriber, "SUBSCRIBE x");
      assertThat(hear(first, 11)).isEqualTo("SUBSCRIBE x");
      proxy.spoil(Line.DEAF);
      say(first, "message");
      say(second, "reply");
      assertThat(hear(caller, 5)).isEqualTo("reply");
      assertThatThrownBy(() -> hear(subscriber, 7)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void noServer_closesTheConnection() throws IOException {
    redis.close();
    try (Socket node = connect()) {
      assertThat(firstByte(node)).isEqualTo(-1);
    }
  }

  private static int firstByte(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1; // the connection was reset
    }
  }
}
