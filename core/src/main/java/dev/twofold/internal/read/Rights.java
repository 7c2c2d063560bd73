package dev.twofold.internal.read;

import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The leases that the lookups of one wave were given, by entry: two loaders may have the same entry
 * and one lease. Other threads may ask whether it {@linkplain #has has} one; for the rest, used by
 * one thread.
 */
final class Rights {

  private volatile Map<TierKey, Lease> leases = Map.of();

  void grant(Lease lease) {
    if (leases.isEmpty()) {
      leases = new ConcurrentHashMap<>();
    }
    leases.put(lease.key(), lease);
  }

  /** The lease of an entry; null if there is none. */
  @Nullable Lease of(TierKey name) {
    return leases.get(name);
  }

  boolean isEmpty() {
    return leases.isEmpty();
  }

  boolean has(Lease lease) {
    Lease own = leases.get(lease.key());
    return own != null && own.token().equals(lease.token());
  }

  /** Takes out all leases; what is left when some entries are filled. */
  List<Lease> takeAllBut(Set<TierKey> filled) {
    List<Lease> unused = new ArrayList<>();
    leases.forEach(
        (name, lease) -> {
          if (!filled.contains(name)) {
            unused.add(lease);
          }
        });
    leases = Map.of();
    return unused;
  }
}
