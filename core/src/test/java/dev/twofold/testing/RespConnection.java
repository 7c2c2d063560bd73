package dev.twofold.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Redis server on this machine that speaks its protocol directly, so that tests
 * can look past the client library under test. Bytes and text convert one to one. Not thread-safe.
 */
final class RespConnection implements Closeable {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  RespConnection(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** The reply: text, a {@link Long}, a list of replies, or null. */
  @Nullable Object call(List<String> command) throws IOException {
    write("*" + command.size());
    for (String argument : command) {
      write("$" + argument.length());
      write(argument);
    }
    out.flush();
    return reply();
  }

  private void write(String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
  }

  private @Nullable Object reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> throw new IOException("Redis answered: " + rest);
    };
  }

  private @Nullable String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    in.skipNBytes(2);
    return new String(bytes, ISO_8859_1);
  }

  private List<@Nullable Object> array(int length) throws IOException {
    List<@Nullable Object> replies = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      replies.add(reply());
    }
    return replies;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) next);
    }
    in.skipNBytes(1);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
