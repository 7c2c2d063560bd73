package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Region;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntrySearch;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.SharedNotes;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A distributed tier in memory that counts what it is asked. It keeps the rules of a real one:
 * leases, vantages, brackets, hold-off; it expires entries by the clock it is given, and answers at
 * once: budgets are ignored. Several engines share it as {@linkplain #node nodes} of an
 * application; each is told what the others invalidate. Thread-safe.
 *
 * <p>As with a real tier, calls for nothing cost nothing and are not counted.
 */
public final class InMemoryTier implements DistributedTier {

  private static final long NODE = 1;

  private sealed interface Kept {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(
      TierKey key, byte @Nullable [] payload, Token token, Set<String> tags, Instant expiry)
      implements Kept {}

  private record Leased(TierKey key, Token token, Instant expiry) implements Kept {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Garbage(byte[] bytes) implements Kept {}

  private final InstantSource time;
  private final Map<String, Kept> records = new TreeMap<>();

  private final InMemoryClosings closings;
  private final InMemoryNotes notes;
  private final AtomicInteger nodes = new AtomicInteger();
  private final InMemoryQueueStore queues;

  private final Set<String> clearedTags = new HashSet<>();
  private final Map<InMemoryClosings.Entry, Long> invalidated = new HashMap<>();
  private String epoch = "memory";
  private long sequence;
  private long everythingInvalidated;
  private long tokens;
  private @Nullable TierUse use;
  private final List<TierListener> listeners = new ArrayList<>();
  private final AtomicInteger multiGets = new AtomicInteger();
  private final AtomicInteger multiSets = new AtomicInteger();
  private final AtomicInteger removals = new AtomicInteger();
  private final AtomicInteger brackets = new AtomicInteger();
  private final AtomicInteger revocations = new AtomicInteger();
  private final AtomicInteger keysAsked = new AtomicInteger();
  private final AtomicInteger keysSet = new AtomicInteger();
  private volatile boolean isClosed;
  private volatile double fullness;

  /** An empty tier whose entries expire by the system's clock. */
  public InMemoryTier() {
    this(InstantSource.system());
  }

  /** An empty tier whose entries expire by a clock of the test's own. */
  public InMemoryTier(InstantSource time) {
    this.time = requireNonNull(time, "time");
    this.closings = new InMemoryClosings(time);
    this.notes = new InMemoryNotes(time);
    this.queues = new InMemoryQueueStore(time);
  }

  @Override
  public synchronized void start(TierUse use, TierListener listener) {
    this.use = use;
    listeners.add(listener);
    listener.follows(0, moment(), time.instant(), Duration.ZERO);
    listener.listening(true);
  }

  @Override
  public int partitions() {
    return 1;
  }

  @Override
  public int partition(String loader, String id) {
    return 0;
  }

  @Override
  public double fullness() {
    return fullness;
  }

  /** Says how full it is, from 0 to 1. */
  public void fullness(double share) {
    fullness = share;
  }

  @Override
  public synchronized List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    refuseWhenClosed();
    if (!keys.isEmpty()) {
      multiGets.incrementAndGet();
      keysAsked.addAndGet(keys.size());
    }
    return lookUp(keys, claim);
  }

  /** Keys that are repeated have one answer. */
  private List<Lookup> lookUp(List<TierKey> keys, Claim claim) {
    Map<String, Lookup> answers = new HashMap<>();
    for (TierKey key : keys) {
      if (!answers.containsKey(key.text())) {
        answers.put(key.text(), lookUp(key, claim));
      }
    }
    return keys.stream().map(key -> requireNonNull(answers.get(key.text()))).toList();
  }

  private Lookup lookUp(TierKey key, Claim claim) {
    Kept record = record(key.text());
    if (record instanceof Stored stored
        && stored.key().group().fingerprint() == key.group().fingerprint()) {
      Duration remaining = Duration.between(time.instant(), stored.expiry());
      return stored.payload() == null
          ? new Lookup.KnownAbsent(remaining)
          : new Lookup.Hit(
              stored.payload().clone(), new Lease(key, stored.token()), remaining, stored.tags());
    }
    if (record instanceof Leased leased) {
      return new Lookup.Awaited(new Lease(key, leased.token()));
    }
    boolean undecodable = record != null;
    if (claim == Claim.NONE) {
      return undecodable ? new Lookup.Unknown(true) : Lookup.miss();
    }
    if (isBarred(key)) {
      return new Lookup.Barred();
    }
    Token token = token();
    Duration lease = use == null ? Duration.ofMinutes(1) : use.lease(key.group());
    records.put(key.text(), new Leased(key, token, time.instant().plus(lease)));
    return new Lookup.Granted(new Lease(key, token), undecodable);
  }

  private boolean isBarred(TierKey key) {
    return closings.areClosed(key);
  }

  @Override
  public synchronized Vantage vantage() {
    return new Vantage(List.of(moment()));
  }

  private Moment moment() {
    return new Moment(epoch, sequence);
  }

  @Override
  public synchronized List<Moment> followed() {
    return List.of(moment());
  }

  /** Another life: nobody knows what was invalidated before. */
  public synchronized void renew() {
    epoch = "renewed " + epoch;
  }

  @Override
  public synchronized Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    refuseWhenClosed();
    if (!fills.isEmpty() || !unused.isEmpty() || !awaited.isEmpty()) {
      multiSets.incrementAndGet();
      keysAsked.addAndGet(awaited.size());
    }
    BitSet accepted = new BitSet();
    for (int i = 0; i < fills.size(); i++) {
      if (mayPut(fills.get(i))) {
        accepted.set(i);
        if (fills.get(i).isConfirmation()) {
          records.remove(fills.get(i).key().text());
        } else {
          put(fills.get(i));
          keysSet.incrementAndGet();
        }
      }
    }
    unused.forEach(this::release);
    return new Filled(accepted, lookUp(awaited, Claim.LEASE));
  }

  private boolean mayPut(Fill fill) {
    if (closings.isAnyClosed(fill.tags())) {
      return false;
    }
    Kept record = record(fill.key().text());
    FillRight right = fill.right();
    if (right instanceof Lease lease) {
      return (record instanceof Leased leased && leased.token().equals(lease.token()))
          || (record instanceof Stored stored
              && stored.token().equals(lease.token())
              && fill.tags().stream()
                  .allMatch(tag -> stored.tags().contains(tag) || !clearedTags.contains(tag)));
    }
    long since = ((Vantage) right).moments().get(0).sequence();
    Region region = fill.key().group().region();
    return !region.isStrict()
        && region.holdOff().isZero()
        && everythingInvalidated <= since
        && invalidated.getOrDefault(InMemoryClosings.Entry.of(fill.key()), 0L) <= since
        && !isBarred(fill.key());
  }

  private void put(Fill fill) {
    byte[] payload = fill.payload();
    records.put(
        fill.key().text(),
        new Stored(
            fill.key(),
            payload == null ? null : payload.clone(),
            token(),
            fill.tags(),
            time.instant().plus(fill.timeToLive())));
  }

  private void release(Lease lease) {
    if (record(lease.key().text()) instanceof Leased leased
        && leased.token().equals(lease.token())) {
      records.remove(lease.key().text());
    }
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    invalidateFor(null, stale);
  }

  void invalidateFor(@Nullable TierListener origin, Invalidation stale) {
    refuseWhenClosed();
    if (!stale.isEmpty()) {
      removals.incrementAndGet();
      remove(stale);
      tell(stale, origin);
    }
  }

  private synchronized void remove(Invalidation stale) {
    sequence++;
    stale.keys().forEach(key -> invalidated.put(InMemoryClosings.Entry.of(key), sequence));
    if (!stale.loaders().isEmpty() || !stale.regions().isEmpty() || !stale.tags().isEmpty()) {
      everythingInvalidated = sequence;
      // A clear takes every lease with it: the tags of what is being loaded are not known.
      records.values().removeIf(record -> record instanceof Leased);
    }
    records.values().removeIf(record -> isStale(record, stale));
    clearedTags.addAll(stale.tags());
    closings.holdOff(stale, token());
  }

  private static boolean isStale(Kept record, Invalidation stale) {
    TierKey key =
        record instanceof Stored stored
            ? stored.key()
            : record instanceof Leased leased ? leased.key() : null;
    if (key == null) {
      return false;
    }
    return stale.keys().stream().anyMatch(each -> InMemoryClosings.Entry.of(key).is(each))
        || stale.regions().contains(key.group().region().name())
        || stale.loaders().stream().anyMatch(each -> each.loader().equals(key.group().base()))
        || (record instanceof Stored stored
            && stored.tags().stream().anyMatch(stale.tags()::contains));
  }

  private void tell(Invalidation stale, @Nullable TierListener origin) {
    for (TierListener listener : listenersNow()) {
      if (listener != origin) {
        listener.invalidated(stale);
      }
    }
  }

  private synchronized List<TierListener> listenersNow() {
    return List.copyOf(listeners);
  }

  @Override
  public synchronized Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    refuseWhenClosed();
    brackets.incrementAndGet();
    remove(stale);
    Token token = token();
    closings.close(stale, token, hold);
    return new Bracket(stale, token);
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    endFor(null, bracket, others);
  }

  void endFor(@Nullable TierListener origin, Bracket bracket, Invalidation others) {
    refuseWhenClosed();
    removals.incrementAndGet();
    open(bracket);
    for (Invalidation stale : List.of(bracket.stale(), others)) {
      if (!stale.isEmpty()) {
        remove(stale);
        tell(stale, origin);
      }
    }
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {
    refuseWhenClosed();
    removals.incrementAndGet();
    open(bracket);
  }

  private synchronized void open(Bracket bracket) {
    closings.open(bracket);
  }

  @Override
  public synchronized EntrySearch search(String pattern, int step) {
    refuseWhenClosed();
    return new InMemorySearch(List.copyOf(records.keySet()), step);
  }

  @Override
  public void revoke(Set<StaleLoader> loaders, Duration budget) {
    revokeFor(null, loaders);
  }

  void revokeFor(@Nullable TierListener origin, Set<StaleLoader> loaders) {
    refuseWhenClosed();
    revocations.incrementAndGet();
    Invalidation stale = new Invalidation(Set.of(), loaders, Set.of(), Set.of());
    takeRights(stale);
    tell(stale, origin);
  }

  private synchronized void takeRights(Invalidation stale) {
    everythingInvalidated = ++sequence;
    records.values().removeIf(record -> record instanceof Leased);
    closings.holdOff(stale, token());
  }

  @Override
  public SharedNotes notes() {
    return notes.of("itself");
  }

  /** The notes as one more node has them. */
  SharedNotes notesOfNode() {
    return notes.of("node " + nodes.incrementAndGet());
  }

  @Override
  public void close() {
    isClosed = true;
  }

  private Token token() {
    return new Token(NODE, ++tokens);
  }

  /** The names of boards that nodes have pinned something to. */
  public Set<String> boards() {
    return notes.boards();
  }

  /** How many calls asked for at least one key. */
  public int multiGets() {
    return multiGets.get();
  }

  /** How many calls put or gave up at least one entry, or asked for one again. */
  public int multiSets() {
    return multiSets.get();
  }

  /** How many calls invalidated something or ended a bracket. */
  public int removals() {
    return removals.get();
  }

  /** How many brackets were begun. */
  public int brackets() {
    return brackets.get();
  }

  /** How often all rights to fill were taken away. */
  public int revocations() {
    return revocations.get();
  }

  /** How many keys were asked for together, repeated ones as often as they were asked. */
  public int keysAsked() {
    return keysAsked.get();
  }

  /** How many entries all multi-sets put together. */
  public int keysSet() {
    return keysSet.get();
  }

  /** Sets all counts to zero; entries stay. */
  public void resetCounts() {
    List.of(multiGets, multiSets, removals, brackets, revocations, keysAsked, keysSet)
        .forEach(count -> count.set(0));
  }

  /**
   * The values that have not expired, by the text of their key; no bytes where absence is known.
   */
  public synchronized Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String key : Set.copyOf(records.keySet())) {
      Kept record = record(key);
      if (record instanceof Stored stored) {
        contents.put(key, stored.payload() == null ? new byte[0] : stored.payload().clone());
      } else if (record instanceof Garbage garbage) {
        contents.put(key, garbage.bytes().clone());
      }
    }
    return contents;
  }

  /** Under which keys absence is known. */
  public synchronized Set<String> absences() {
    Set<String> absences = new HashSet<>();
    records.forEach(
        (text, record) -> {
          if (record instanceof Stored stored && stored.payload() == null) {
            absences.add(text);
          }
        });
    return absences;
  }

  /** How many rights to fill stand. */
  public synchronized long leases() {
    return records.values().stream().filter(record -> record instanceof Leased).count();
  }

  /** How long the tier will still keep an entry; zero if it has none. */
  public synchronized Duration timeToLive(String text) {
    return record(text) instanceof Stored stored
        ? Duration.between(time.instant(), stored.expiry())
        : Duration.ZERO;
  }

  /** Puts any bytes under a key, as another program might. */
  public synchronized void corrupt(String text, byte[] stored) {
    records.put(text, new Garbage(stored.clone()));
  }

  /** Drops what stands under a key, as an eviction does: nobody is told. */
  public synchronized void evict(String text) {
    records.remove(text);
  }

  /** Drops every right to fill, as time does. */
  public synchronized void loseLeases() {
    records.values().removeIf(record -> record instanceof Leased);
  }

  /** Drops every entry, as an eviction or a flush does. */
  public synchronized void evictAll() {
    records.clear();
  }

  public boolean isClosed() {
    return isClosed;
  }

  private @Nullable Kept record(String text) {
    Kept record = records.get(text);
    Instant expiry =
        record instanceof Stored stored
            ? stored.expiry()
            : record instanceof Leased leased ? leased.expiry() : Instant.MAX;
    if (record != null && !time.instant().isBefore(expiry)) {
      records.remove(text);
      return null;
    }
    return record;
  }

  private void refuseWhenClosed() {
    if (isClosed) {
      throw new TierException("The in-memory tier is closed", null);
    }
  }

  /** The same for all nodes and applications. */
  @Override
  public InMemoryQueueStore queues(String application) {
    return queues;
  }

  /** The tier as one more node has it: it hears the others, and closing it closes nothing. */
  public DistributedTier node() {
    return new InMemoryTierNode(this);
  }

  /** A node has gone: it hears nothing any more. */
  synchronized void leave(@Nullable TierListener listener) {
    listeners.remove(listener);
  }
}
