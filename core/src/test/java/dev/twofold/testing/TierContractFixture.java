package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.FINGERPRINT;
import static dev.twofold.testing.TierKeys.GROUP;
import static dev.twofold.testing.TierKeys.USERS;
import static dev.twofold.testing.TierKeys.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the parts of {@link DistributedTierContract} have in common. */
abstract class TierContractFixture {

  /** No test of the contract is about time: no call may give up. */
  protected static final Duration BUDGET = Patience.LIMIT;

  static final Duration HOUR = Duration.ofHours(1);
  static final Duration BRIEF = Duration.ofMillis(150);
  static final Region STRICT = new Region("accounts", Consistency.STRICT, Duration.ZERO);
  static final TierUse USE =
      new TierUse("app", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(1));

  final RecordingTierListener listener = new RecordingTierListener();
  final RecordingTierListener otherListener = new RecordingTierListener();
  private @Nullable DistributedTier first;
  private @Nullable DistributedTier second;

  /** The tier under test, empty and not started: the same one throughout a test. */
  protected abstract DistributedTier tier();

  /** The same tier as another node of the application has it, not started. */
  protected abstract DistributedTier otherTier();

  /** Moves the tier's clock forward where the test controls it; elsewhere time passes by itself. */
  protected abstract void elapse(Duration duration);

  /** The node under test, at work. */
  final DistributedTier node() {
    return first == null ? start(USE) : first;
  }

  /** Starts the node under test. */
  final DistributedTier start(TierUse use) {
    first = tier();
    first.start(use, listener);
    return first;
  }

  /** Another node of the application, at work. */
  final DistributedTier other() {
    if (second == null) {
      second = otherTier();
      second.start(USE, otherListener);
    }
    return second;
  }

  final void awaitListening() {
    node();
    other();
    await()
        .untilAsserted(
            () -> {
              assertThat(listener.isListening()).isTrue();
              assertThat(otherListener.isListening()).isTrue();
            });
  }

  /** What the tier has of a key, without asking for more. */
  final Lookup get(TierKey key) {
    return node().getAll(List.of(key), Claim.NONE, BUDGET).get(0);
  }

  final Lookup claim(TierKey key) {
    return node().getAll(List.of(key), Claim.LEASE, BUDGET).get(0);
  }

  final Lease lease(TierKey key) {
    Lookup lookup = claim(key);
    assertThat(lookup).isInstanceOf(Lookup.Granted.class);
    return ((Lookup.Granted) lookup).lease();
  }

  static Fill fill(TierKey key, byte @Nullable [] payload, FillRight right) {
    return new Fill(key, payload, HOUR, Set.of(), right);
  }

  /** Whether the tier took an entry. */
  final boolean fill(Fill fill) {
    BitSet accepted = node().putAll(List.of(fill), List.of(), List.of(), BUDGET).accepted();
    return accepted.get(0);
  }

  /** Leases and puts an entry that nobody has. */
  final void put(TierKey key, byte @Nullable [] payload, String... tags) {
    assertThat(fill(new Fill(key, payload, HOUR, Set.of(tags), lease(key)))).isTrue();
  }

  final void putAll(List<TierKey> keys) {
    List<Lookup> granted = node().getAll(keys, Claim.LEASE, BUDGET);
    List<Fill> fills =
        IntStream.range(0, keys.size())
            .mapToObj(
                i ->
                    fill(
                        keys.get(i),
                        bytes(keys.get(i).id()),
                        ((Lookup.Granted) granted.get(i)).lease()))
            .toList();
    Filled filled = node().putAll(fills, List.of(), List.of(), BUDGET);
    assertThat(filled.accepted().cardinality()).isEqualTo(keys.size());
  }

  final void invalidate(TierKey... keys) {
    node().invalidate(stale(keys), BUDGET);
  }

  static Invalidation stale(TierKey... keys) {
    return Invalidation.ofKeys(Stream.of(keys).map(TierKey::stale).collect(Collectors.toSet()));
  }

  static Invalidation loader(EntryGroup group) {
    return new Invalidation(
        Set.of(), Set.of(new StaleLoader(group.base(), group.region())), Set.of(), Set.of());
  }

  static Invalidation region(Region region) {
    return new Invalidation(Set.of(), Set.of(), Set.of(region.name()), Set.of());
  }

  static Invalidation tag(String tag) {
    return new Invalidation(Set.of(), Set.of(), Set.of(), Set.of(tag));
  }

  /** The key as another variant of its loader has it. */
  static TierKey variant(TierKey key, String variant) {
    EntryGroup group = key.group();
    return new TierKey(
        new EntryGroup(group.base(), "", variant, FINGERPRINT, group.region()), key.id());
  }

  /** The key as a node with another idea of the value's shape has it, under the same name. */
  static TierKey otherShape(TierKey key) {
    return new TierKey(
        new EntryGroup(GROUP.base(), "", GROUP.variant(), FINGERPRINT + 1, USERS), key.id());
  }

  static byte[] bytes(Object text) {
    return text.toString().getBytes(UTF_8);
  }

  static void assertHit(Lookup lookup, byte[] payload) {
    assertThat(lookup)
        .isInstanceOfSatisfying(
            Lookup.Hit.class, hit -> assertThat(hit.payload()).isEqualTo(payload));
  }

  static TierKey ada() {
    return key("ada");
  }
}
