package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/**
 * The register of nodes that live, by the server's clock. A node that fell silent without signing
 * off may have taken invalidations with it that it could not deliver. Thread-safe.
 */
final class Nodes {

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final String register;
  private final String node;
  private final Duration longestSilence;

  Nodes(
      RedissonClient client,
      BoundedCalls calls,
      String register,
      String node,
      Duration longestSilence) {
    this.client = client;
    this.calls = calls;
    this.register = register;
    this.node = node;
    this.longestSilence = longestSilence;
  }

  /** Says that this node lives. Returns the silent nodes that this one has to stand in for. */
  List<String> heartbeat(Deadline deadline) {
    List<?> claimed =
        calls.call(
            "a heartbeat",
            deadline,
            timeout ->
                client
                    .getScript(ByteArrayCodec.INSTANCE)
                    .<List<?>>evalAsync(
                        RScript.Mode.READ_WRITE,
                        Script.HEARTBEAT.text(),
                        RScript.ReturnType.LIST,
                        List.of(register),
                        node.getBytes(UTF_8),
                        Long.toString(WholeMillis.of(longestSilence)).getBytes(UTF_8)));
    return claimed.stream().map(Reply::text).toList();
  }

  /** Strikes out a silent node that was stood in for. */
  void strikeOut(String silent, Deadline deadline) {
    calls.call(
        "the removal of a silent node",
        deadline,
        timeout ->
            client.<String, String>getMap(register, StringCodec.INSTANCE).fastRemoveAsync(silent));
  }

  void signOff(Deadline deadline) {
    strikeOut(node, deadline);
  }
}
