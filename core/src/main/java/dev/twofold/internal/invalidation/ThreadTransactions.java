package dev.twofold.internal.invalidation;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open transactions that were begun on each thread, for requests that begin later than they
 * did. A transaction that its database has dropped without telling an end is not kept alive.
 */
final class ThreadTransactions {

  /** Those of all engines. */
  private static final ThreadLocal<@Nullable List<WeakReference<Transaction>>> BEGUN =
      new ThreadLocal<>();

  private ThreadTransactions() {}

  static void add(Transaction transaction) {
    List<WeakReference<Transaction>> own = BEGUN.get();
    if (own == null) {
      own = new ArrayList<>(1);
      BEGUN.set(own);
    }
    own.removeIf(each -> !isOpen(each.get()));
    own.add(new WeakReference<>(transaction));
  }

  /** Those of this thread that are open, of all engines. */
  static List<Transaction> open() {
    List<WeakReference<Transaction>> own = BEGUN.get();
    if (own == null) {
      return List.of();
    }
    List<Transaction> open = new ArrayList<>(own.size());
    for (WeakReference<Transaction> each : own) {
      Transaction transaction = each.get();
      if (transaction != null && transaction.isOpen()) {
        open.add(transaction);
      }
    }
    if (open.isEmpty()) {
      BEGUN.remove();
    }
    return open;
  }

  private static boolean isOpen(@Nullable Transaction transaction) {
    return transaction != null && transaction.isOpen();
  }
}
