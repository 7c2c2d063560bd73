package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.RecordingTierListener;
import dev.twofold.tier.Claim;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A tier at work, and what it tells. */
final class TestNode implements AutoCloseable {

  static final Duration BUDGET = Duration.ofSeconds(5);
  static final Duration HOUR = Duration.ofHours(1);
  static final byte[] PAYLOAD = {1, 2, 3};
  static final TierUse USE =
      new TierUse("app", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(1));

  /** So slow that a node does nothing of its own accord after its start. */
  static final Pace QUIET = new Pace(HOUR, Duration.ofMillis(200), HOUR, BUDGET);

  /** Quick enough to wait for. */
  static final Pace BRISK =
      new Pace(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(600), BUDGET);

  final RecordingTierListener listener = new RecordingTierListener();
  final RedissonTier tier;

  /** Starts a node that is not listening yet. */
  TestNode(RedissonTier tier, Pace pace, TierUse use) {
    this.tier = tier.withPace(pace);
    this.tier.start(use, listener);
  }

  static TestNode quiet(String address) {
    return new TestNode(RedissonTier.at(address).build(), QUIET, USE).awaitListening();
  }

  static TestNode brisk(String address) {
    return new TestNode(RedissonTier.at(address).build(), BRISK, USE).awaitListening();
  }

  TestNode awaitListening() {
    await().until(listener::isListening);
    return this;
  }

  Lookup get(TierKey key) {
    return tier.getAll(List.of(key), Claim.NONE, BUDGET).get(0);
  }

  Lookup claim(TierKey key) {
    return tier.getAll(List.of(key), Claim.LEASE, BUDGET).get(0);
  }

  List<Lookup> claim(List<TierKey> keys) {
    return tier.getAll(keys, Claim.LEASE, BUDGET);
  }

  Lease lease(TierKey key) {
    return ((Lookup.Granted) claim(key)).lease();
  }

  /** Leases and puts entries that nobody has. */
  void put(List<TierKey> keys, String... tags) {
    List<Fill> fills = fills(keys, tags);
    assertThat(tier.putAll(fills, List.of(), List.of(), BUDGET).accepted().cardinality())
        .isEqualTo(keys.size());
  }

  List<Fill> fills(List<TierKey> keys, String... tags) {
    List<Lookup> granted = claim(keys);
    return IntStream.range(0, keys.size())
        .mapToObj(
            i ->
                new Fill(
                    keys.get(i),
                    PAYLOAD,
                    HOUR,
                    Set.of(tags),
                    ((Lookup.Granted) granted.get(i)).lease()))
        .toList();
  }

  void put(TierKey key, Duration timeToLive) {
    Fill fill = new Fill(key, PAYLOAD, timeToLive, Set.of(), lease(key));
    assertThat(accepts(fill)).isTrue();
  }

  boolean accepts(Fill fill) {
    return tier.putAll(List.of(fill), List.of(), List.of(), BUDGET).accepted().get(0);
  }

  @Override
  public void close() {
    tier.close();
  }
}
