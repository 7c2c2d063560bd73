package dev.twofold.redisson;

import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.TierUse;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** Puts commands into batches, with what every script is told. Thread-safe. */
final class Evaluations {

  private final RedissonClient client;
  private final Layout layout;
  private final TierUse use;
  private final Partitions partitions;
  private final AtomicReference<@Nullable String> channel = new AtomicReference<>();

  Evaluations(RedissonClient client, Layout layout, TierUse use, Partitions partitions) {
    this.client = client;
    this.layout = layout;
    this.use = use;
    this.partitions = partitions;
  }

  CompletableFuture<List<?>> add(CommandBatch batch, Command command, Token token) {
    Moment known = partitions.latest(command.partition());
    List<String> keys = new ArrayList<>(command.keys().size() + 1);
    keys.add(layout.control(command.partition()));
    keys.addAll(command.keys());
    Command header =
        new Command(command.script(), command.partition())
            .add(known.epoch())
            .add(known.sequence())
            .add(token)
            .add(WholeMillis.orNone(use.quarantine()))
            .add(longest())
            .add(channel())
            .add(command.partition());
    List<byte[]> arguments =
        new ArrayList<>(header.arguments().size() + command.arguments().size());
    arguments.addAll(header.arguments());
    arguments.addAll(command.arguments());
    return batch.evaluate(command.script(), keys, arguments);
  }

  /** How long an entry may stand, or a lease. */
  private Duration longest() {
    Duration entry = use.longestTimeToLive();
    return entry.compareTo(use.longestLease()) > 0 ? entry : use.longestLease();
  }

  /** As the client subscribes to it, which may map names. Only asked once it is connected. */
  private String channel() {
    String known = channel.get();
    if (known == null) {
      known = client.getTopic(layout.topic(), ByteArrayCodec.INSTANCE).getChannelNames().get(0);
      channel.set(known);
    }
    return known;
  }
}
