package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.internal.invalidation.Library.AuthorLoader;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryTransaction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which requests a transaction belongs to. */
class TransactionThreadsTest {

  private static final Author STALE = new Author(1, "stale");

  private final Library library = new Library().warm();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    executor.shutdownNow();
    library.close();
  }

  private InMemoryTransaction write() {
    return library.database.begin().put(AuthorEntity.class, 1L, new Author(1, "Ada"));
  }

  /** Whether a request forgets what it was told before when the transaction commits. */
  private static boolean forgets(LoadScope scope, InMemoryTransaction transaction) {
    scope.prime(AuthorLoader.class, 1L, STALE);
    transaction.commit();
    return !scope.require(AuthorLoader.class, 1L).equals(STALE);
  }

  @Test
  void requestOpenedAfterTheWrite_joins() {
    InMemoryTransaction transaction = write();
    try (LoadScope scope = library.open()) {
      assertThat(forgets(scope, transaction)).isTrue();
    }
  }

  @Test
  void requestBoundAfterTheWrite_joins_andForgetsWhatItKnew() {
    try (LoadScope scope = library.twofold.openUnbound(ParameterValues.none())) {
      scope.prime(AuthorLoader.class, 1L, STALE);
      InMemoryTransaction transaction = write();
      assertThat(scope.require(AuthorLoader.class, 1L)).isEqualTo(STALE);
      try (LoadScope.Binding binding = scope.bind()) {
        assertThat(binding).isNotNull();
        assertThat(scope.peek(AuthorLoader.class, 1L)).isNotEqualTo(Optional.of(STALE));
      }
      scope.invalidate(AuthorLoader.class, List.of(1L));
      assertThat(forgets(scope, transaction)).isTrue();
    }
  }

  @Test
  void requestOpenedAfterTheEnd_doesNot() {
    InMemoryTransaction transaction = write();
    transaction.commit();
    try (LoadScope scope = library.open()) {
      scope.prime(AuthorLoader.class, 1L, STALE);
      assertThat(scope.require(AuthorLoader.class, 1L)).isEqualTo(STALE);
    }
  }

  @Test
  void requestOfAnotherThread_doesNot() throws Exception {
    InMemoryTransaction transaction = executor.submit(() -> write()).get(10, TimeUnit.SECONDS);
    try (LoadScope scope = library.open()) {
      assertThat(forgets(scope, transaction)).isFalse();
    }
  }

  @Test
  void threadThatWasHandedTheRequest_joins() throws Exception {
    try (LoadScope scope = library.open()) {
      InMemoryTransaction transaction =
          executor.submit(scope.wrap(() -> write())).get(10, TimeUnit.SECONDS);
      assertThat(forgets(scope, transaction)).isTrue();
    }
  }

  @Test
  void requestClosedBeforeTheCommit_isNoHindrance() {
    InMemoryTransaction transaction;
    try (LoadScope scope = library.open()) {
      transaction = write();
      assertThat(scope.isClosed()).isFalse();
    }
    transaction.commit();
    assertThat(library.tier.removals()).isEqualTo(1);
  }
}
