package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The scripts that Redis executes for the tier, each made of resource files that share parts. */
enum Script {
  READ_OR_LEASE("control_record", "entry_record", "read_or_lease"),
  FILL("control_record", "entry_record", "fill"),
  INVALIDATE("control_record", "stale_entries", "invalidate"),
  BEGIN("control_record", "stale_entries", "begin"),
  WITHDRAW("control_record", "withdraw"),
  CLEAR("control_record", "clear"),
  INSPECT(new StringBuilder(read("glance")).append(guarded("control_record", "inspect"))),
  RENEW("control_record", "renew"),
  REVOKE("control_record", "revoke"),
  SEARCH("control_record", "search"),
  HEARTBEAT("heartbeat"),
  MEMORY("memory"),
  CLAIM_TURN("claim_turn"),
  KEEP_TURN("keep_turn"),
  BOARD("board"),
  QUEUE_REGISTER(ofQueue("register")),
  QUEUE_APPEND(ofQueue("append")),
  QUEUE_TAKE(ofQueue("take")),
  QUEUE_ACKNOWLEDGE(ofQueue("acknowledge")),
  QUEUE_BURY(ofQueue("bury")),
  QUEUE_LENGTH(ofQueue("length")),
  QUEUE_RELEASE(ofQueue("release")),
  QUEUE_DEAD_LETTERS(ofQueue("dead_letters")),
  QUEUE_REPLAY(ofQueue("replay")),
  QUEUE_DISCARD(ofQueue("discard"));

  private final String text;
  private final String digest;

  Script(String file) {
    this(new StringBuilder(read(file)));
  }

  /** A script that works on a control record, which may be broken. */
  Script(String controlRecord, String... files) {
    this(guarded(controlRecord, files));
  }

  Script(StringBuilder text) {
    this.text = text.toString();
    this.digest = sha1(this.text);
  }

  private static StringBuilder guarded(String controlRecord, String... files) {
    StringBuilder joined = new StringBuilder(read(controlRecord));
    int last = files.length - 1;
    for (int i = 0; i < last; i++) {
      joined.append(read(files[i]));
    }
    return joined.append("return guarded(function()\n").append(read(files[last])).append("end)\n");
  }

  private static StringBuilder ofQueue(String name) {
    return new StringBuilder(read("queue_stream")).append(read("queue_" + name));
  }

  /** What the server has to load. */
  String text() {
    return text;
  }

  /** The name by which the server knows it. */
  String digest() {
    return digest;
  }

  private static String read(String name) {
    String file = name + ".lua";
    try (InputStream resource = Script.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException("the script " + file + " is not on the class path");
      }
      return new String(resource.readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
