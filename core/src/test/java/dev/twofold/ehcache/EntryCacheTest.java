package dev.twofold.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.tier.near.NearEntry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ehcache.Cache;
import org.ehcache.spi.resilience.StoreAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCacheTest {

  private static final NearEntry ENTRY = new NearEntry("form", null, 0, 0, Set.of());

  private final List<String> calls = new ArrayList<>();
  private final Set<String> failing = new HashSet<>();
  private Throwable failure = new StoreFailure(new StoreAccessException("told to fail"));
  private final EntryCache<String> cache = new EntryCache<>("region 'users'", ehcache(), () -> 7);

  @SuppressWarnings("unchecked")
  private Cache<String, NearEntry> ehcache() {
    return (Cache<String, NearEntry>)
        Proxy.newProxyInstance(
            Cache.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              if (failing.contains(method.getName())) {
                throw failure;
              }
              return method.getName().equals("get") ? ENTRY : null;
            });
  }

  @Test
  void get_fails_isAMissAndTheKeyIsRemoved() {
    failing.add("get");

    assertThat(cache.get("1")).isNull();

    assertThat(calls).containsExactly("get", "remove");
    failing.clear();
    assertThat(cache.get("1")).isSameAs(ENTRY);
  }

  @Test
  void has_fails_isAMissAndTheKeyIsRemoved() {
    failing.add("containsKey");

    assertThat(cache.has("1")).isFalse();

    assertThat(calls).containsExactly("containsKey", "remove");
  }

  @Test
  void put_fails_theOldEntryIsRemoved() {
    failing.add("put");
    failing.add("putIfAbsent");

    cache.put("1", ENTRY);
    cache.putIfAbsent("1", ENTRY);

    assertThat(calls).containsExactly("put", "remove", "putIfAbsent", "remove");
    assertThat(cache.get("1")).isSameAs(ENTRY);
  }

  @Test
  void remove_fails_nothingIsAnsweredAnyMore() {
    failing.add("remove");

    cache.remove("1");

    failing.clear();
    assertLeftAlone();
  }

  @Test
  void clear_fails_nothingIsAnsweredAnyMore() {
    failing.add("clear");

    cache.clear();

    failing.clear();
    assertLeftAlone();
  }

  /** What the JVM throws where a mapped file is cut, or its disk is full. */
  @ParameterizedTest
  @ValueSource(strings = {"get", "put", "putIfAbsent", "remove", "clear"})
  void faultInMappedMemory_nothingIsAnsweredAnyMore(String method) {
    failure = new InternalError("a fault occurred in an unsafe memory access operation");
    failing.add(method);

    cache.get("1");
    cache.put("1", ENTRY);
    cache.putIfAbsent("1", ENTRY);
    cache.remove("1");
    cache.clear();

    failing.clear();
    assertLeftAlone();
  }

  @Test
  void closed_isLeftAlone() {
    cache.close();

    assertLeftAlone();
  }

  private void assertLeftAlone() {
    calls.clear();
    assertThat(cache.get("1")).isNull();
    cache.put("1", ENTRY);
    cache.putIfAbsent("1", ENTRY);
    cache.remove("1");
    cache.clear();
    assertThat(cache.size()).isZero();
    assertThat(calls).isEmpty();
  }

  @Test
  void size_isWhatTheStoreSays() {
    assertThat(cache.size()).isEqualTo(7);
  }
}
