package dev.twofold.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That a profile asks the same of every cache, and counts what the cache answers. */
class ProfileTest {

  /** Has room for everything, and remembers what was asked. */
  private static final class Everything implements BoundedCache {

    private final Set<Integer> kept = new HashSet<>();
    private int reads;
    private int removals;
    private int asked = 1;

    @Override
    public boolean read(int object) {
      reads++;
      asked = 31 * asked + object;
      return !kept.add(object);
    }

    @Override
    public void remove(int object) {
      removals++;
      kept.remove(object);
    }

    @Override
    public void close() {}
  }

  private static Profile profile(int reads, int seconds) {
    return new Profile(1, "a test", 1.0, reads, seconds);
  }

  @Test
  void hitRate_roomForAll_missesEachOnce() {
    Everything cache = new Everything();

    double rate = profile(100, 1_000_000).hitRate(cache);

    assertThat(rate).isEqualTo(100.0 * (cache.reads - cache.kept.size()) / cache.reads);
  }

  @Test
  void hitRate_nothingLives_isZero() {
    assertThat(profile(100, 0).hitRate(new Everything())).isZero();
  }

  @Test
  void hitRate_writes_removeAndAreNoReads() {
    Everything cache = new Everything();

    profile(80, 1_000_000).hitRate(cache);

    assertThat(cache.reads / (double) (cache.reads + cache.removals)).isBetween(0.79, 0.81);
  }

  @Test
  void hitRate_anotherCache_isAskedTheSame() {
    Everything one = new Everything();
    Everything other = new Everything();

    assertThat(profile(90, 10).hitRate(one)).isEqualTo(profile(90, 10).hitRate(other));
    assertThat(one.asked).isEqualTo(other.asked);
  }
}
