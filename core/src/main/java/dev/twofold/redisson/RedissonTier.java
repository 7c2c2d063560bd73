package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntryFormat;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysOptions;
import org.redisson.api.options.OptionalOptions;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * The distributed tier on Redis, through Redisson. Entries are plain strings under the text of
 * their key, in {@link EntryFormat}; nothing is ever deserialised by Redisson. Thread-safe.
 *
 * <p>A multi-get is one {@code MGET}, a multi-set one pipeline of {@code PSETEX}, a removal one
 * {@code UNLINK}; in a cluster one pipeline per node, and all nodes at once. Only calls that would
 * hold up the server for others are split: more than 5,000 keys, or more than 4 MiB to put. Calls
 * for no keys send nothing.
 *
 * <p>A call ends within its budget, also with a client that was configured for long time-outs and
 * many retries: its budget replaces both. While Redis is down a call fails in a few milliseconds;
 * while Redis hangs it takes its budget. Neither has to be repaired: calls succeed again when Redis
 * is back. Redis may also be down when the tier is made.
 */
public final class RedissonTier implements DistributedTier {

  private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofDays(3_650);

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final String name;
  private final boolean ownsClient;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RedissonTier(RedissonClient client, String name, boolean ownsClient) {
    this.client = client;
    this.calls = new BoundedCalls(client);
    this.name = name;
    this.ownsClient = ownsClient;
  }

  /**
   * A tier on a client of the application: one server, sentinel, replicated or cluster. The tier
   * does not close it. Reads follow the client's read mode.
   *
   * <p>If Redis may be down when the application starts, create the client with {@link
   * org.redisson.config.Config#setLazyInitialization lazy initialisation}.
   */
  public static RedissonTier of(RedissonClient client) {
    return new RedissonTier(requireNonNull(client, "client"), "client of the application", false);
  }

  /**
   * Begins a tier on one server, with a client of its own that fails fast.
   *
   * @param address {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for
   *     TLS; special characters in user and password are percent-encoded; the port is 6379 by
   *     default
   * @throws dev.twofold.error.ConfigurationException if it is not such an address
   */
  public static RedissonTierBuilder at(String address) {
    return new RedissonTierBuilder(RedisAddress.parse(requireNonNull(address, "address")));
  }

  static RedissonTier owning(RedissonClient client, String name) {
    return new RedissonTier(client, name, true);
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Duration budget) {
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<String, byte[]> stored = new HashMap<>();
    Deadline deadline = Deadline.after(budget);
    for (String[] names : portions(keys)) {
      stored.putAll(call("a multi-get of", names.length, deadline, timeout -> get(names, timeout)));
    }
    return keys.stream().map(key -> EntryFormat.decode(key, stored.get(key.text()))).toList();
  }

  private Future<Map<String, byte[]>> get(String[] names, Duration timeout) {
    return client
        .getBuckets(
            OptionalOptions.defaults()
                .codec(ByteArrayCodec.INSTANCE)
                .timeout(timeout)
                .retryAttempts(0))
        .getAsync(names);
  }

  @Override
  public void putAll(List<Fill> fills, Duration budget) {
    if (fills.isEmpty()) {
      return;
    }
    Deadline deadline = Deadline.after(budget);
    for (List<Fill> portion : Portions.of(fills)) {
      BatchResult<?> result =
          call("a multi-set of", portion.size(), deadline, timeout -> put(portion, timeout));
      if (result.getResponses().size() != portion.size()) {
        throw new TierException(
            "Redis confirmed %d of %d keys of a multi-set"
                .formatted(result.getResponses().size(), portion.size()),
            null);
      }
    }
  }

  private Future<BatchResult<?>> put(List<Fill> fills, Duration timeout) {
    RBatch batch =
        client.createBatch(
            BatchOptions.defaults()
                .responseTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .retryAttempts(0));
    for (Fill fill : fills) {
      byte[] stored = EntryFormat.encode(fill.key(), fill.payload());
      Future<Void> unused = // fails with the batch
          batch
              .<byte[]>getBucket(fill.key().text(), ByteArrayCodec.INSTANCE)
              .setAsync(stored, wholeMillis(fill.timeToLive()));
    }
    return batch.executeAsync();
  }

  /** Rounds up: zero is an error to Redis. The bound keeps the server's clock from overflowing. */
  static Duration wholeMillis(Duration timeToLive) {
    if (timeToLive.compareTo(LONGEST_TIME_TO_LIVE) > 0) {
      return LONGEST_TIME_TO_LIVE;
    }
    return Duration.ofMillis(Math.max(1, timeToLive.plusNanos(999_999).toMillis()));
  }

  @Override
  public void removeAll(List<TierKey> keys, Duration budget) {
    if (keys.isEmpty()) {
      return;
    }
    Deadline deadline = Deadline.after(budget);
    for (String[] names : portions(keys)) {
      call("a removal of", names.length, deadline, timeout -> remove(names, timeout));
    }
  }

  private Future<Long> remove(String[] names, Duration timeout) {
    return client
        .getKeys(KeysOptions.defaults().timeout(timeout).retryAttempts(0))
        .unlinkAsync(names);
  }

  /** Each key once: a repeated one would travel and be answered as often. */
  private static List<String[]> portions(List<TierKey> keys) {
    List<String> names = keys.stream().map(TierKey::text).distinct().toList();
    return Portions.of(names, Portions.KEYS).stream()
        .map(portion -> portion.toArray(String[]::new))
        .toList();
  }

  private <T> T call(String what, int keys, Deadline deadline, BoundedCalls.Call<T> call) {
    String described = what + " " + keys + (keys == 1 ? " key" : " keys");
    if (closed.get()) {
      throw new TierException("The Redis tier is closed; it got " + described, null);
    }
    return calls.call(described, deadline, call);
  }

  /**
   * Closes the client if this tier made it, which may take two seconds. Repeated calls do nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && ownsClient) {
      client.shutdown(0, 2, TimeUnit.SECONDS);
    }
  }

  @Override
  public String toString() {
    return "RedissonTier[" + name + "]";
  }
}
