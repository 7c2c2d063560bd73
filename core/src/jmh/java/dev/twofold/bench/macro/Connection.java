package dev.twofold.bench.macro;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * A kept-alive connection that sends one request after the other. It understands as much of HTTP as
 * the servers of the benchmarks speak: the driver shares its processors with them, and a client
 * that can do more costs more than some of the pages. Used by one thread.
 */
final class Connection implements Exchange, AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_LINE = 8_192;
  private static final String LENGTH = "content-length:";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] line = new byte[LONGEST_LINE];
  private byte[] body = new byte[BUFFER];
  private int length;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  @Override
  public boolean send(Ask ask) throws IOException {
    out.write(ask.wire());
    int status = Integer.parseInt(readLine().substring("HTTP/1.1 ".length()).substring(0, 3));
    length = 0;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).trim());
      } else if (header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding")) {
        throw new IOException("The server sends a body in chunks; only whole ones are read here");
      }
    }
    if (length > body.length) {
      body = new byte[length];
    }
    if (in.readNBytes(body, 0, length) < length) {
      throw new EOFException("The server closed the connection within a body");
    }
    return status == ask.status();
  }

  /** The body of the last answer. */
  String body() {
    return new String(Arrays.copyOf(body, length), StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    int end = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The server closed the connection within the head of an answer");
      }
      if (end == LONGEST_LINE) {
        throw new IOException("The server sends a header of more than %d B".formatted(end));
      }
      line[end++] = (byte) next;
    }
    return new String(line, 0, end > 0 ? end - 1 : 0, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
