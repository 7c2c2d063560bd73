package dev.twofold.model;

import dev.twofold.LoadScope;
import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.model.World.Card;
import dev.twofold.model.World.CardForm;
import dev.twofold.model.World.Note;
import dev.twofold.model.World.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loader of each kind. */
final class Loaders {

  private Loaders() {}

  static final class Users extends RowLoader<Long, User> {

    static final UniqueKey<String, User> BY_NAME = UniqueKey.of(Users.class, String.class, "name");

    Users() {
      super(World.UserEntity.class);
    }
  }

  /** Depends on a parameter, splits its keys into small batches, and asks for more when told to. */
  static final class Notes extends BatchLoader<Long, Note> {

    private final World world;

    Notes(World world) {
      this.world = world;
    }

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(World.LOCALE);
    }

    @Override
    public int batchLimit() {
      return Programs.NOTES_PER_BATCH;
    }

    @Override
    public Map<Long, Note> loadAll(Set<Long> keys, LoadContext context) {
      Target target =
          context.parameter(World.LOCALE).equals(World.GERMAN)
              ? Target.GERMAN_NOTES
              : Target.ENGLISH_NOTES;
      world.witness.asks(target, keys);
      world.witness.runNested();
      Map<Long, Note> notes = new HashMap<>();
      for (Long key : keys) {
        int version = world.values.getOrDefault(new Cell(target, key), Truth.ABSENT);
        if (version != Truth.ABSENT) {
          notes.put(key, new Note(key, version));
        }
      }
      world.witness.runLate();
      return notes;
    }
  }

  /** Asks for the card before this one while it makes a request form, as a linked list would. */
  static final class Cards extends FormLoader<Long, CardForm, Card> {

    private final World world;

    Cards(World world) {
      this.world = world;
    }

    @Override
    public Map<Long, CardForm> loadAll(Set<Long> keys, LoadContext context) {
      world.witness.asks(Target.CARDS, keys);
      Map<Long, CardForm> cards = new HashMap<>();
      for (Long key : keys) {
        int version = world.values.getOrDefault(new Cell(Target.CARDS, key), Truth.ABSENT);
        if (version != Truth.ABSENT) {
          cards.put(key, new CardForm(key, version));
        }
      }
      return cards;
    }

    @Override
    public Card requestForm(Long key, CardForm cached) {
      world.witness.active().forms(new Cell(Target.CARDS, key));
      if (key % 2 == 0) {
        LoadScope.current().findAll(Cards.class, List.of(key - 1));
      }
      return new Card(cached);
    }
  }

  static final class Pages extends ListLoader<Long, Long, User> {

    private final World world;

    Pages(World world) {
      super(Users.class);
      this.world = world;
    }

    @Override
    protected List<Long> load(Long arguments, LoadContext context) {
      Cell cell = new Cell(Target.PAGES, arguments);
      world.witness.asks(Target.PAGES, Set.of(arguments));
      return world.pages.getOrDefault(world.truth.version(cell), List.of());
    }
  }
}
