package dev.twofold.bench.tier;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.testing.RecordingTierListener;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Claim;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

/** The tier as the engine calls it, with the client that {@link RedissonRaw} has. */
final class TwofoldClient implements Client {

  private static final Duration BUDGET = Duration.ofSeconds(5);

  private final RedissonClient redisson;
  private final RedissonTier tier;
  private final List<TierKey> keys;
  private final List<byte[]> payloads;
  private final Invalidation stale;
  private List<Fill> fills = List.of();

  TwofoldClient(Config config, Entries entries) {
    config.setCodec(ByteArrayCodec.INSTANCE);
    redisson = Redisson.create(config);
    tier = RedissonTier.of(redisson);
    tier.start(
        new TierUse("app", Duration.ofMinutes(1), Duration.ofMinutes(1), TIME_TO_LIVE),
        new RecordingTierListener());
    keys = entries.ids().stream().map(TierKeys::key).toList();
    payloads = entries.payloads();
    stale =
        Invalidation.ofKeys(
            keys.stream().map(TierKey::stale).collect(Collectors.toUnmodifiableSet()));
  }

  /** With {@link Claim#LEASE}, as a page reads. */
  @Override
  public List<Lookup> read() {
    return tier.getAll(keys, Claim.LEASE, BUDGET);
  }

  @Override
  public List<Fill> prepareFill() {
    List<Lookup> answers = read();
    List<Fill> granted = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      if (answers.get(i) instanceof Lookup.Granted lookup) {
        granted.add(new Fill(keys.get(i), payloads.get(i), TIME_TO_LIVE, Set.of(), lookup.lease()));
      }
    }
    fills = granted;
    return granted;
  }

  @Override
  public Object fill() {
    return tier.putAll(fills, List.of(), List.of(), BUDGET);
  }

  @Override
  public Object invalidate() {
    tier.invalidate(stale, BUDGET);
    return stale;
  }

  @Override
  public void close() {
    tier.close();
    redisson.shutdown();
  }
}
