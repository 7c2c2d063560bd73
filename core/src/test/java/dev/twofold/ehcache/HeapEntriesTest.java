package dev.twofold.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.ehcache.Cache;
import org.ehcache.spi.resilience.StoreAccessException;
import org.junit.jupiter.api.Test;

class HeapEntriesTest {

  private static final EntryGroup USERS =
      new EntryGroup(
          "shop:users", "", ":1", 1, new Region("users", Consistency.AVAILABLE, Duration.ZERO));

  /** What Ehcache has. */
  private final Map<NearKey, NearEntry> kept = new ConcurrentHashMap<>();

  private int readsOfEhcache;
  private boolean removalFails;
  private final EntryCache<NearKey> cache =
      new EntryCache<>("region 'users'", ehcache(), () -> kept.size());
  private final HeapEntries entries = new HeapEntries(cache);

  @SuppressWarnings("unchecked")
  private Cache<NearKey, NearEntry> ehcache() {
    return (Cache<NearKey, NearEntry>)
        Proxy.newProxyInstance(
            Cache.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "get" -> {
                    readsOfEhcache++;
                    yield kept.get(arguments[0]);
                  }
                  case "containsKey" -> kept.containsKey(arguments[0]);
                  case "put" -> kept.put((NearKey) arguments[0], (NearEntry) arguments[1]);
                  case "putIfAbsent" ->
                      kept.putIfAbsent((NearKey) arguments[0], (NearEntry) arguments[1]);
                  case "remove" -> {
                    if (removalFails) {
                      throw new StoreFailure(new StoreAccessException("told to fail"));
                    }
                    yield kept.remove(arguments[0]);
                  }
                  case "clear" -> {
                    kept.clear();
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static NearKey key(int id) {
    return NearKey.of(USERS, id);
  }

  private static NearEntry entry(Object form) {
    return new NearEntry(form, null, 0, 0, Set.of());
  }

  private void read(int id, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(entries.get(key(id))).isNotNull();
    }
  }

  private long found(int ids) {
    return IntStream.range(0, ids).filter(id -> entries.get(key(id)) != null).count();
  }

  @Test
  void get_manyTimes_tellsEhcacheOfSomeReads() {
    NearEntry entry = entry("Ann");
    entries.put(key(1), entry);

    read(1, 16);
    assertThat(readsOfEhcache).isEqualTo(16);
    for (int i = 0; i < 16_000; i++) {
      assertThat(entries.get(key(1))).isSameAs(entry);
    }

    assertThat(readsOfEhcache).isBetween(1_000, 4_000);
  }

  @Test
  void get_whatEhcacheHasDropped_forgetsIt() {
    entries.put(key(1), entry("Ann"));
    entries.put(key(2), entry("Bea"));
    read(2, 16);
    kept.clear();

    assertThat(entries.get(key(1))).isNull();
    int reads = 0;
    while (entries.get(key(2)) != null) {
      reads++;
      assertThat(reads).isLessThan(1_000);
    }

    assertThat(found(3)).isZero();
    assertThat(readsOfEhcache).isEqualTo(16 + 2);
  }

  @Test
  void put_manyTimes_forgetsWhatEhcacheHasDropped() {
    for (int id = 0; id < 1_000; id++) {
      entries.put(key(id), entry(id));
      read(id, 16);
    }
    kept.clear();

    for (int id = 0; id < 250; id++) {
      entries.putIfAbsent(key(id + 1_000), entry("another"));
    }

    readsOfEhcache = 0;
    assertThat(found(1_000)).isZero();
    assertThat(readsOfEhcache).isZero();
    assertThat(kept).hasSize(250);
  }

  @Test
  void put_again_replacesTheEntryInBoth() {
    entries.put(key(1), entry("Ann"));
    NearEntry newer = entry("Bea");
    entries.put(key(1), newer);
    entries.putIfAbsent(key(1), entry("Cid"));

    for (int i = 0; i < 100; i++) {
      assertThat(entries.get(key(1))).isSameAs(newer);
    }
    assertThat(entries.size()).isEqualTo(1);
  }

  @Test
  void remove_andClear_leaveNothing() {
    for (int id = 0; id < 3; id++) {
      entries.put(key(id), entry(id));
    }

    entries.remove(key(0));
    assertThat(found(3)).isEqualTo(2);
    assertThat(kept).doesNotContainKey(key(0));

    entries.clear();
    assertThat(found(3)).isZero();
    assertThat(kept).isEmpty();
  }

  @Test
  void remove_fails_nothingIsFoundAnyMore() {
    entries.put(key(1), entry("Ann"));
    entries.put(key(2), entry("Bea"));
    removalFails = true;

    entries.remove(key(1));

    assertThat(found(3)).isZero();
    entries.put(key(2), entry("Cid"));
    assertThat(found(3)).isZero();
  }

  @Test
  void close_nothingIsFoundAndNothingIsKept() {
    entries.put(key(1), entry("Ann"));

    entries.close();
    entries.put(key(2), entry("Bea"));

    assertThat(found(3)).isZero();
    assertThat(kept).doesNotContainKey(key(2));
  }
}
