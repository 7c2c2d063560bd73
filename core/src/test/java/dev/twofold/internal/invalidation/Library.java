package dev.twofold.internal.invalidation;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;
import dev.twofold.settings.StrictWrites;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.OtherThread;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Authors and their books, loans that belong to tenants, accounts of a strict region. */
final class Library implements AutoCloseable {

  static final Parameter<String> BRANCH = Parameter.of("branch", String.class);
  static final Parameter<String> LANGUAGE = Parameter.of("language", String.class);
  static final Duration COMMIT_LIMIT = Duration.ofSeconds(30);

  static final class AuthorEntity {}

  static class BookEntity {}

  static final class NovelEntity extends BookEntity {}

  static final class LoanEntity {}

  static final class AccountEntity {}

  record Author(long id, String name) {
    static final ToMany<Author, Book> BOOKS = ToMany.of(Author.class, BookLoader.class, "author");
    static final Count<Author> BOOK_COUNT = BOOKS.count();
    static final ToMany<Author, Book> FAVOURITES =
        ToMany.collection(Author.class, "favourites", BookLoader.class);
  }

  record Book(long id, String title, long authorId) {}

  record Loan(long id, String branch, String reader) {}

  record Account(long id, String holder) {}

  static final class AuthorLoader extends RowLoader<Long, Author> {
    static final UniqueKey<String, Author> BY_NAME =
        UniqueKey.of(AuthorLoader.class, String.class, "name");

    AuthorLoader() {
      super(AuthorEntity.class);
    }
  }

  static final class BookLoader extends RowLoader<Long, Book> {
    BookLoader() {
      super(BookEntity.class);
    }

    @Override
    public String region() {
      return "books";
    }
  }

  static final class LoanLoader extends RowLoader<Long, Loan> {
    LoanLoader() {
      super(LoanEntity.class);
    }

    @Override
    public Parameter<?> tenant() {
      return BRANCH;
    }
  }

  static final class AccountLoader extends RowLoader<Long, Account> {
    AccountLoader() {
      super(AccountEntity.class);
    }

    @Override
    public String region() {
      return "accounts";
    }
  }

  /** What an author's books are called, in a language. */
  static final class Titles extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return texts(keys, context.parameter(LANGUAGE));
    }

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LANGUAGE);
    }

    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(
          Dependency.on(BookEntity.class, change -> change.values("author", Long.class)));
    }
  }

  /** Computed from a table that has no entity. */
  static final class Visits extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return texts(keys, "visits");
    }

    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(Dependency.onTable("Visits"));
    }
  }

  /** Depends on nothing that anybody tells. */
  static final class Weather extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return texts(keys, "sunny");
    }
  }

  private static Map<Long, String> texts(Set<Long> keys, String text) {
    Map<Long, String> texts = new HashMap<>();
    keys.forEach(key -> texts.put(key, text + " " + key));
    return texts;
  }

  final InMemoryDatabase database = new InMemoryDatabase();
  final InMemoryTier tier = new InMemoryTier();
  final FlakyTier flaky = new FlakyTier(tier.node());
  final ManualScheduler scheduler = new ManualScheduler();
  final Twofold twofold;

  Library() {
    this(StrictWrites.REFUSE, 1_000);
  }

  Library(StrictWrites strictWrites, int undeliveredLimit) {
    for (long id = 1; id <= 3; id++) {
      database.put(AuthorEntity.class, id, new Author(id, "author " + id));
      database.put(BookEntity.class, 10 * id, new Book(10 * id, "book " + id, id));
      database.put(AccountEntity.class, id, new Account(id, "holder " + id));
    }
    database.put(LoanEntity.class, 1L, new Loan(1, "north", "ada"));
    database.put(LoanEntity.class, 2L, new Loan(2, "south", "bob"));
    database.link(AuthorEntity.class, "favourites", 1L, 30L);
    twofold = engine(flaky, strictWrites, undeliveredLimit);
  }

  private Twofold engine(DistributedTier own, StrictWrites strictWrites, int undeliveredLimit) {
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .region("accounts", RegionPolicy.DEFAULT.withConsistency(Consistency.STRICT))
            .build();
    return new EngineBuilder()
        .scheduler(scheduler)
        .writes(
            new WriteSettings(
                settings.distributedBudget(), strictWrites, COMMIT_LIMIT, undeliveredLimit))
        .database(database)
        .distributed(own)
        .settings(settings)
        .register(
            new AuthorLoader(),
            new BookLoader(),
            new LoanLoader(),
            new AccountLoader(),
            new Titles(),
            new Visits(),
            new Weather())
        .build();
  }

  LoadScope open() {
    return twofold.open(ParameterValues.of(BRANCH, "north").and(LANGUAGE, "en"));
  }

  /** Puts everything that there is into the tier, and counts from there. */
  Library warm() {
    try (LoadScope scope = open()) {
      List<Author> authors = scope.requireAll(AuthorLoader.class, List.of(1L, 2L, 3L));
      for (Author author : authors) {
        Author.BOOK_COUNT.of(author); // before the list, which would answer it
        Author.BOOKS.of(author);
        Author.FAVOURITES.of(author);
      }
      scope.findAllBy(AuthorLoader.BY_NAME, List.of("author 1", "nobody"));
      scope.findAll(AccountLoader.class, List.of(1L, 2L));
      scope.findAll(LoanLoader.class, List.of(1L));
      scope.findAll(Titles.class, List.of(1L, 2L));
      scope.with(LANGUAGE, "de", () -> scope.findAll(Titles.class, List.of(1L, 2L)));
      scope.findAll(Visits.class, List.of(1L));
      scope.findAll(Weather.class, List.of(1L));
      scope.with(BRANCH, "south", () -> scope.find(LoanLoader.class, 2L));
    }
    tier.resetCounts();
    return this;
  }

  /** The entries of the tier, without application and fingerprint. */
  Set<String> entries() {
    Set<String> entries = new TreeSet<>();
    for (String text : tier.contents().keySet()) {
      entries.add(text.replaceFirst("^twofold:", "").replaceFirst(":[0-9a-z]{10,13}:", " "));
    }
    return entries;
  }

  /** What is no longer in the tier. */
  Set<String> gone(Set<String> before) {
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(entries());
    return gone;
  }

  Optional<String> authorInAnotherRequest(long id) {
    return inAnotherRequest(scope -> scope.find(AuthorLoader.class, id).map(Author::name));
  }

  /** On another thread: a request of this one may belong to a transaction. */
  <T> T inAnotherRequest(Function<LoadScope, T> question) {
    return OtherThread.supply(
            () -> {
              try (LoadScope other = open()) {
                return question.apply(other);
              }
            })
        .join();
  }

  @Override
  public void close() {
    twofold.close();
  }
}
