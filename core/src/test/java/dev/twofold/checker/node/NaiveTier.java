package dev.twofold.checker.node;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

/**
 * A tier that does what most caches do: it sets what was loaded, whatever has happened meanwhile,
 * and deletes what was written. The checker must find what that leaves stale.
 */
final class NaiveTier implements DistributedTier {

  private static final Token TOKEN = new Token(0, 0);
  private static final byte[] NOTHING = {};

  private final RedissonClient redis;

  NaiveTier(String address) {
    Config config = new Config();
    config.setCodec(ByteArrayCodec.INSTANCE);
    config.useSingleServer().setAddress(address);
    redis = Redisson.create(config);
  }

  @Override
  public void start(TierUse use, TierListener listener) {}

  @Override
  public int partitions() {
    return 1;
  }

  @Override
  public int partition(String loader, String id) {
    return 0;
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    String[] names = keys.stream().map(NaiveTier::name).toArray(String[]::new);
    Map<String, byte[]> found = redis.getBuckets().get(names);
    List<Lookup> lookups = new ArrayList<>();
    for (TierKey key : keys) {
      byte[] payload = found.get(name(key));
      if (payload == null) {
        lookups.add(new Lookup.Granted(new Lease(key, TOKEN), false));
      } else if (payload.length == 0) {
        lookups.add(new Lookup.KnownAbsent(Duration.ofMinutes(1)));
      } else {
        byte[] value = Arrays.copyOfRange(payload, 1, payload.length);
        lookups.add(new Lookup.Hit(value, new Lease(key, TOKEN), Duration.ofMinutes(1), Set.of()));
      }
    }
    return lookups;
  }

  @Override
  public Vantage vantage() {
    return new Vantage(List.of());
  }

  @Override
  public Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    RBatch batch = redis.createBatch();
    BitSet accepted = new BitSet();
    for (Fill fill : fills) {
      var bucket = batch.getBucket(name(fill.key()));
      if (fill.isConfirmation()) {
        var ignored = bucket.deleteAsync();
      } else {
        var ignored = bucket.setAsync(stored(fill.payload()), fill.timeToLive());
      }
      accepted.set(accepted.length());
    }
    if (!fills.isEmpty()) {
      batch.execute();
    }
    return new Filled(
        accepted, awaited.isEmpty() ? List.of() : getAll(awaited, Claim.LEASE, budget));
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    if (stale.loaders().isEmpty() && stale.regions().isEmpty() && stale.tags().isEmpty()) {
      redis
          .getKeys()
          .delete(
              stale.keys().stream()
                  .map(key -> name(key.loader(), key.id()))
                  .toArray(String[]::new));
    } else {
      redis.getKeys().flushall();
    }
  }

  @Override
  public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    return new Bracket(stale, TOKEN);
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    invalidate(bracket.stale(), budget);
    invalidate(others, budget);
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {}

  @Override
  public void close() {
    redis.shutdown();
  }

  private static byte[] stored(byte[] payload) {
    if (payload == null) {
      return NOTHING;
    }
    byte[] stored = new byte[payload.length + 1];
    System.arraycopy(payload, 0, stored, 1, payload.length);
    return stored;
  }

  private static String name(TierKey key) {
    return name(key.group().loader(), key.id());
  }

  private static String name(String loader, String id) {
    return loader + ':' + id;
  }
}
