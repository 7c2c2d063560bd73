package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.FillRight.Moment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What a script tells the nodes: a line with partition, epoch, sequence and origin, then what
 * became stale.
 *
 * @param partition in which
 * @param moment its state afterwards
 * @param origin the node that did it; {@code -}: the control record was renewed
 * @param body what became stale, not yet read
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Message(int partition, Moment moment, String origin, byte[] body) {

  private static final byte VERSION = 1;

  /**
   * Reads a message.
   *
   * @throws IOException if it is none
   */
  static Message parse(byte[] bytes) throws IOException {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String[] parts = new String(bytes, 0, end, UTF_8).split(" ", -1);
    if (end == bytes.length || parts.length != 4) {
      throw new IOException("no message");
    }
    byte[] body = new byte[bytes.length - end - 1];
    System.arraycopy(bytes, end + 1, body, 0, body.length);
    try {
      Moment moment = new Moment(parts[1], Long.parseLong(parts[2]));
      return new Message(Integer.parseInt(parts[0]), moment, parts[3], body);
    } catch (NumberFormatException e) {
      throw new IOException("no message", e);
    }
  }

  /** The body that tells of what became stale. */
  static byte[] body(Invalidation stale) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(stale.keys().size());
      for (StaleKey key : stale.keys()) {
        write(out, key.loader());
        write(out, key.id());
        write(out, key.region());
      }
      out.writeInt(stale.loaders().size());
      for (StaleLoader loader : stale.loaders()) {
        write(out, loader.loader());
        write(out, loader.region());
      }
      write(out, stale.regions());
      write(out, stale.tags());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from an array
    }
    return bytes.toByteArray();
  }

  /**
   * What became stale.
   *
   * @throws IOException if this version cannot read it
   */
  Invalidation stale() throws IOException {
    if (body.length == 0) {
      return Invalidation.NOTHING;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    if (in.readByte() != VERSION) {
      throw new IOException("another version");
    }
    Set<StaleKey> keys = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      keys.add(new StaleKey(text(in), text(in), region(in)));
    }
    Set<StaleLoader> loaders = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      loaders.add(new StaleLoader(text(in), region(in)));
    }
    return new Invalidation(keys, loaders, texts(in), texts(in));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void write(DataOutputStream out, Region region) throws IOException {
    write(out, region.name());
    out.writeBoolean(region.isStrict());
    out.writeLong(region.holdOff().toNanos());
  }

  private static void write(DataOutputStream out, Set<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(out, text);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length) {
      throw new IOException("cut short");
    }
    return new String(bytes, UTF_8);
  }

  private static Region region(DataInputStream in) throws IOException {
    String name = text(in);
    Consistency consistency = in.readBoolean() ? Consistency.STRICT : Consistency.AVAILABLE;
    return new Region(name, consistency, Duration.ofNanos(in.readLong()));
  }

  private static Set<String> texts(DataInputStream in) throws IOException {
    Set<String> texts = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(text(in));
    }
    return texts;
  }
}
