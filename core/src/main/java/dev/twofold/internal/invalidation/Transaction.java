package dev.twofold.internal.invalidation;

import dev.twofold.internal.invalidation.Brackets.Held;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.OutboxRow;
import dev.twofold.invalidation.WriteTransaction;
import dev.twofold.region.Region;
import dev.twofold.tier.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction: collects what it makes stale, and tells it when it is committed. Until then only
 * the requests of its threads know: they read what it has written from the database and from
 * nowhere else.
 */
final class Transaction implements WriteTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private enum State {
    OPEN,
    /** The commit may have been sent. */
    ANNOUNCED,
    /** The commit was sent, and its end was not told in time. It may still be told. */
    LOST,
    ENDED
  }

  private final WritePath path;
  private final Database database;
  private final WrittenKeys written;
  private final Set<WritingScope> scopes = new CopyOnWriteArraySet<>();
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final @Nullable TransactionOutbox outbox;

  /** The ids of the rows that it has inserted there, and what the last of them names. */
  private final List<String> rows = new ArrayList<>(1);

  private Invalidation inOutbox = Invalidation.NOTHING;
  private volatile @Nullable Held held;

  /**
   * @param outbox where it leaves what it makes stale; null: nowhere
   */
  Transaction(WritePath path, Database database, @Nullable TransactionOutbox outbox) {
    this.path = path;
    this.database = database;
    this.outbox = outbox;
    this.written = new WrittenKeys(path.limit());
  }

  /** Whether it belongs to the engine that has a write path. */
  boolean uses(WritePath other) {
    return path.equals(other);
  }

  boolean isOpen() {
    State now = state.get();
    return now == State.OPEN || now == State.ANNOUNCED;
  }

  /** A request begins to use the thread of this transaction. */
  void join(WritingScope scope) {
    if (scopes.add(scope)) {
      scope.begun(written);
      forget(scope, written.effects());
    }
  }

  @Override
  public void changed(Change change) {
    guarded(
        () -> {
          List<Effect<?>> effects =
              path.impacts().of(change, database, Tenants.of(change.tenant()));
          if (effects.isEmpty()) {
            return;
          }
          path.open().writes(this);
          effects.forEach(written::add);
          path.scopesOfThread().get().forEach(this::join);
          scopes.forEach(scope -> forget(scope, effects));
        });
  }

  private static void forget(WritingScope scope, List<Effect<?>> effects) {
    if (!effects.isEmpty()) {
      scope.forget(request -> effects.forEach(effect -> effect.forget(request)));
    }
  }

  @Override
  public @Nullable OutboxRow outbox() {
    TransactionOutbox target = outbox;
    if (target == null || written.isEmpty()) {
      return null;
    }
    Invalidation stale = Names.atMost(TransactionOutbox.MOST_KEYS, written.effects());
    if (stale.equals(inOutbox)) {
      return null;
    }
    OutboxRow row = target.row(stale);
    rows.add(row.id());
    inOutbox = stale;
    return row;
  }

  @Override
  public void beforeCommit() {
    if (written.isEmpty()) {
      return;
    }
    held = path.brackets().hold(held, Names.of(written.effects(), Region::isStrict));
    if (state.compareAndSet(State.OPEN, State.ANNOUNCED)) {
      path.pending().add(this);
    }
  }

  @Override
  public void committed() {
    end(
        effects -> {
          scopes.forEach(WritingScope::preferWriter);
          scopes.forEach(scope -> forget(scope, effects));
          Invalidation all = Names.of(effects);
          Held bracket = held;
          boolean isDelivered =
              bracket == null
                  ? path.delivery().invalidate(all)
                  : path.delivery().end(bracket.bracket(), all);
          if (isDelivered) {
            effects.forEach(effect -> effect.tell(path.through()));
          }
          if (outbox != null && !rows.isEmpty()) {
            outbox.committed(rows, isDelivered);
          }
        });
  }

  @Override
  public void rolledBack() {
    end(
        effects -> {
          scopes.forEach(scope -> forget(scope, effects));
          Held bracket = held;
          if (bracket != null) {
            path.brackets().withdraw(bracket);
          }
        });
  }

  @Override
  public void unknown() {
    end(this::treatAsCommitted);
  }

  /** Nobody has told the end in time. */
  void lost() {
    if (state.compareAndSet(State.ANNOUNCED, State.LOST)) {
      LOG.warn(
          "A transaction was about to commit and has not told whether it did within the limit for"
              + " commits; it counts as committed. A callback of another library that throws after"
              + " a commit may be the reason.");
      guarded(() -> treatAsCommitted(written.effects()));
      scopes.forEach(scope -> scope.ended(written));
    }
  }

  /** A bracket stays: as long as it stands the commit may still be done. */
  private void treatAsCommitted(List<Effect<?>> effects) {
    scopes.forEach(WritingScope::preferWriter);
    scopes.forEach(scope -> forget(scope, effects));
    if (!effects.isEmpty()) {
      path.unknownOutcomes().add(Names.of(effects));
    }
  }

  private void end(EndStep step) {
    if (state.getAndSet(State.ENDED) == State.ENDED) {
      return;
    }
    path.pending().remove(this);
    if (!written.isEmpty()) {
      guarded(() -> step.run(written.effects()));
    }
    scopes.forEach(scope -> scope.ended(written));
    path.open().ended(this);
  }

  @FunctionalInterface
  private interface EndStep {
    void run(List<Effect<?>> effects);
  }

  /** The database must not learn of a fault of a cache. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("What a transaction makes stale could not be told", e);
    }
  }
}
