package dev.twofold.model;

import static java.util.Objects.requireNonNull;

import dev.twofold.Twofold;
import dev.twofold.codec.ValueCodec;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.Parameter;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An engine, everything behind it, and what is true about it. */
final class World {

  static final Parameter<String> LOCALE = Parameter.of("locale", String.class);
  static final String GERMAN = "de";
  static final String ENGLISH = "en";

  /** No cell has as many bytes as this, and no codec wrote these. */
  private static final byte[] GARBAGE = {'V', 1, 0, 0, 9, 9, 9};

  private static final Map<Target, ValueCodec<?>> CODECS =
      Map.of(
          Target.USERS, ValueCodec.of(User.class),
          Target.GERMAN_NOTES, ValueCodec.of(Note.class),
          Target.ENGLISH_NOTES, ValueCodec.of(Note.class),
          Target.CARDS, ValueCodec.of(CardForm.class),
          Target.NAMES, ValueCodec.of(Long.class));

  record User(long id, String name, int version) {}

  record Note(long id, int version) {}

  /** The cached form of a card. */
  record CardForm(long id, int version) {}

  /** The request form of a card; equal to no other, so that two of them show. */
  static final class Card {
    private final CardForm form;

    Card(CardForm form) {
      this.form = form;
    }

    CardForm form() {
      return form;
    }
  }

  /** Marks the entity of {@link User}. */
  static final class UserEntity {}

  final Truth truth = new Truth();
  final InMemoryTier tier = new InMemoryTier();
  final FlakyTier flaky = new FlakyTier(tier);
  final InMemoryDatabase database = new InMemoryDatabase("default", Programs.COLUMNS_PER_STATEMENT);
  final Map<Cell, Integer> values = new HashMap<>();
  final Map<Integer, List<Long>> pages = new HashMap<>();
  final Map<Long, String> names = new TreeMap<>();
  final Witness witness = new Witness();
  final Twofold engine;
  private final boolean near;
  private int versions;

  /**
   * @param near whether there is a near tier
   */
  World(boolean near) {
    this.near = near;
    EngineBuilder builder = new EngineBuilder().pause(pause -> {});
    if (near) {
      builder.near(new InMemoryNearTier());
    }
    engine =
        builder
            .database(new WitnessedDatabase(database, witness))
            .distributed(flaky)
            .register(
                new Loaders.Users(),
                new Loaders.Notes(this),
                new Loaders.Cards(this),
                new Loaders.Pages(this))
            .build();
  }

  /** The version of a value of any target. */
  static int version(Object value) {
    if (value instanceof User user) {
      return user.version();
    }
    return value instanceof Note note ? note.version() : ((Card) value).form().version();
  }

  /** Changes what the database has, or deletes it; the caches are not told. */
  void write(Cell cell, int choice) {
    boolean delete = choice % 4 == 0 && cell.target() != Target.PAGES;
    int version = delete ? Truth.ABSENT : ++versions;
    if (cell.target() == Target.USERS) {
      writeUser((Long) cell.key(), version, "n" + choice % 3);
    } else if (cell.target() == Target.PAGES) {
      pages.put(version, page(choice));
    } else {
      values.put(cell, version);
    }
    truth.write(cell, version);
  }

  private void writeUser(long id, int version, String wish) {
    String before = names.remove(id);
    if (before != null) {
      truth.write(new Cell(Target.NAMES, before), Truth.ABSENT);
    }
    if (version == Truth.ABSENT) {
      database.delete(UserEntity.class, id);
      return;
    }
    String name = names.containsValue(wish) ? "own" + id : wish;
    names.put(id, name);
    truth.write(new Cell(Target.NAMES, name), (int) id);
    database.put(UserEntity.class, id, new User(id, name, version));
  }

  /** The cells whose cached answers a write to a cell may have made wrong. */
  List<Cell> nameCells() {
    List<Cell> cells = new ArrayList<>();
    for (String name : names.values()) {
      cells.add(new Cell(Target.NAMES, name));
    }
    return cells;
  }

  private static List<Long> page(int choice) {
    List<Long> ids = new ArrayList<>();
    for (long id = 1; id <= Programs.KEYS; id++) {
      if ((choice >> id & 1) == 1) {
        ids.add(id);
      }
    }
    return ids;
  }

  void corrupt(int choice) {
    String key = entry(choice);
    if (key != null) {
      tier.corrupt(key, GARBAGE);
      dropped(cell(key));
    }
  }

  void evict(int choice) {
    String key = entry(choice);
    if (key != null) {
      tier.evict(key);
      dropped(cell(key));
    }
  }

  private void dropped(Cell cell) {
    if (near) {
      truth.evicted(cell);
    } else {
      truth.gone(cell);
    }
  }

  /** Another node changes something and says so. */
  void writeElsewhere(Cell cell, int choice) {
    Set<Cell> stale = new HashSet<>(nameCells());
    write(cell, choice);
    stale.addAll(nameCells());
    stale.add(cell);
    if (cell.target() == Target.GERMAN_NOTES || cell.target() == Target.ENGLISH_NOTES) {
      // An invalidation covers all locales.
      stale.add(new Cell(Target.GERMAN_NOTES, cell.key()));
      stale.add(new Cell(Target.ENGLISH_NOTES, cell.key()));
    }
    tier.invalidate(
        Invalidation.ofKeys(stale.stream().map(World::stale).collect(Collectors.toSet())),
        Duration.ofSeconds(1));
    stale.forEach(truth::gone);
  }

  private static StaleKey stale(Cell cell) {
    String loader = cell.target() == Target.NAMES ? "Users.by.name" : cell.target().loader();
    Region region = new Region("default", Consistency.AVAILABLE, Duration.ZERO);
    return new StaleKey("twofold:" + loader, cell.key().toString(), region);
  }

  private @Nullable String entry(int choice) {
    List<String> texts = List.copyOf(tier.contents().keySet());
    return texts.isEmpty() ? null : texts.get(choice % texts.size());
  }

  /** Every entry of the tier that can be read, by cell: its version. */
  Map<Cell, Integer> tierVersions() {
    Map<Cell, Integer> versions = new HashMap<>();
    tier.contents()
        .forEach(
            (text, stored) -> {
              Cell cell = cell(text);
              if (!Arrays.equals(stored, GARBAGE) && cell.target() != Target.PAGES) {
                versions.put(cell, tierVersion(cell, text, stored));
              }
            });
    return versions;
  }

  private int tierVersion(Cell cell, String text, byte[] payload) {
    if (tier.absences().contains(text)) {
      return Truth.ABSENT;
    }
    Object value = requireNonNull(CODECS.get(cell.target())).decode(payload);
    if (value instanceof Long id) {
      return id.intValue();
    }
    return value instanceof CardForm form ? form.version() : version(value);
  }

  /** Texts are {@code application:loader[parameters]:fingerprint:key}. */
  private static Cell cell(String text) {
    String[] parts = text.split(":", 4);
    String key = parts[3];
    return switch (parts[1]) {
      case "Users" -> new Cell(Target.USERS, Long.valueOf(key));
      case "Users.by.name" -> new Cell(Target.NAMES, key);
      case "Cards" -> new Cell(Target.CARDS, Long.valueOf(key));
      case "Pages" -> new Cell(Target.PAGES, Long.valueOf(key));
      default ->
          new Cell(
              parts[1].contains(GERMAN) ? Target.GERMAN_NOTES : Target.ENGLISH_NOTES,
              Long.valueOf(key));
    };
  }
}
