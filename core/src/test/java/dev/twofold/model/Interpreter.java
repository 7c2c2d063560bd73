package dev.twofold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.key.ParameterValues;
import dev.twofold.model.Loaders.Cards;
import dev.twofold.model.Loaders.Notes;
import dev.twofold.model.Loaders.Users;
import dev.twofold.model.World.Card;
import dev.twofold.model.World.CardForm;
import dev.twofold.model.World.Note;
import dev.twofold.model.World.User;
import java.util.List;
import java.util.Map;

/** Runs programs, and holds every answer of the engine against the model. */
final class Interpreter implements AutoCloseable {

  /** A key that no program uses: asking for it makes a wave. */
  private static final long UNHEARD = Programs.KEYS + 1;

  private final World world;
  private final Request[] requests = new Request[2];
  private final Questions<User> users;
  private final Questions<Note> germanNotes;
  private final Questions<Note> englishNotes;
  private final Questions<Card> cards;
  private final NameQuestions names;
  private int current;

  /**
   * @param near whether there is a near tier
   */
  Interpreter(boolean near) {
    world = new World(near);
    names = new NameQuestions(world);
    users =
        new Questions<>(
            world, Target.USERS, Users.class, (key, version) -> new User(key, "primed", version));
    germanNotes = new Questions<>(world, Target.GERMAN_NOTES, Notes.class, Note::new);
    englishNotes = new Questions<>(world, Target.ENGLISH_NOTES, Notes.class, Note::new);
    cards =
        new Questions<>(
            world,
            Target.CARDS,
            Cards.class,
            (key, version) -> new Card(new CardForm(key, version)));
    for (int i = 0; i < requests.length; i++) {
      requests[i] = open();
    }
  }

  private Request open() {
    return new Request(
        world.truth, world.engine.openUnbound(ParameterValues.of(World.LOCALE, World.ENGLISH)));
  }

  void run(Step step) {
    Request request = requests[current];
    world.witness.active(request);
    try (LoadScope.Binding binding = request.scope().bind()) {
      assertThat(binding).isNotNull();
      if (step.target() == Target.GERMAN_NOTES) {
        request.scope().with(World.LOCALE, World.GERMAN, () -> act(step, request));
      } else {
        act(step, request);
      }
    }
    request.assertStats();
    assertTier();
  }

  private boolean act(Step step, Request request) {
    Questions<?> questions = questions(step.target());
    switch (step.action()) {
      case FIND -> questions.find(request, step.key());
      case FIND_ALL -> questions.findAll(request, step.keys());
      case REQUIRE -> questions.require(request, step.key());
      case REQUIRE_ALL -> questions.requireAll(request, step.keys());
      case FIND_BY -> names.find(request, "n" + step.choice() % 3);
      case FIND_ALL_BY -> names.findAll(request, List.of("n0", "n1", "own1", "n2", "n1"));
      case LIST -> names.list(request, step.key());
      case LAZY -> questions.lazy(request, step.keys());
      case READ_HANDLES -> readHandles(request, step.choice());
      case PEEK -> questions.peek(request, step.key());
      case PEEK_ALL -> questions.peekAll(request, step.keys());
      case PRIME -> questions.prime(request, step.key(), -1 - step.choice());
      case REFRESH -> questions.refresh(request, step.key());
      case REFRESH_ALL -> questions.refreshAll(request, step.keys());
      case INVALIDATE -> invalidate(step, request);
      case WRITE -> write(step, request);
      case BREAK_TIER -> breakTier(step.choice());
      case REPAIR_TIER -> world.flaky.recover();
      case OTHER_NODE_WRITES -> world.writeElsewhere(cell(step), step.choice());
      case OTHER_NODE_WRITES_DURING_LOAD ->
          world.witness.afterNextRead(() -> world.writeElsewhere(cell(step), step.choice()));
      case LOSE_LEASES_DURING_LOAD -> world.witness.afterNextRead(world.tier::loseLeases);
      case EVICT -> world.evict(step.choice());
      case CORRUPT -> world.corrupt(step.choice());
      case FAIL_NEXT_LOAD -> failNext(step);
      case NEST_NEXT_LOAD -> world.witness.nestNext(() -> nest(step, request));
      case NEW_REQUEST -> renew();
      case OTHER_REQUEST -> current = (current + 1) % requests.length;
    }
    return true;
  }

  private Questions<?> questions(Target target) {
    return switch (target) {
      case GERMAN_NOTES -> germanNotes;
      case ENGLISH_NOTES -> englishNotes;
      case CARDS -> cards;
      default -> users;
    };
  }

  private void readHandles(Request request, int choice) {
    List<Handle> handles = request.handles();
    if (!handles.isEmpty() && choice % 2 == 0) {
      Questions.read(request, handles.get(choice % handles.size()));
    } else {
      readAll(request);
    }
  }

  /** A load that reading causes may make more handles. */
  private static void readAll(Request request) {
    List.copyOf(request.handles()).forEach(handle -> Questions.read(request, handle));
  }

  private void invalidate(Step step, Request request) {
    if (step.target() == Target.PAGES) {
      names.invalidatePage(request, step.key());
    } else {
      questions(step.target()).invalidate(request, step.keys());
    }
  }

  /** Writes and says so, as an application does after its commit. */
  private void write(Step step, Request request) {
    List<Cell> namesBefore = world.nameCells();
    world.write(cell(step), step.choice());
    invalidate(new Step(step.action(), step.target(), List.of(step.key()), 0), request);
    if (step.target() == Target.USERS) {
      names.invalidate(request, namesBefore, world.nameCells());
    }
  }

  private static Cell cell(Step step) {
    return new Cell(step.target(), step.key());
  }

  private void breakTier(int choice) {
    switch (choice % 4) {
      case 0 -> world.flaky.fail();
      case 1 -> world.flaky.answerShort();
      case 2 -> world.flaky.throwUnchecked();
      default -> world.flaky.failNext(1);
    }
  }

  /** What a load of notes asks for while it runs. */
  private void nest(Step step, Request request) {
    if (world.witness.active() == request) {
      request.scope().with(World.LOCALE, World.ENGLISH, () -> askNested(step.keys(), request));
    }
  }

  private boolean askNested(List<Long> keys, Request request) {
    users.findAll(request, keys);
    cards.lazy(request, keys);
    englishNotes.lazy(request, keys);
    cards.findAll(request, keys);
    return true;
  }

  private void failNext(Step step) {
    boolean byName = step.target() == Target.USERS && step.choice() % 2 == 0;
    world.witness.failNext(byName ? Target.NAMES : step.target());
  }

  private void renew() {
    requests[current].scope().close();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> requests[current].scope().find(Users.class, 1L));
    requests[current] = open();
  }

  /** The tier never has what the database did not have since it was told to forget. */
  private void assertTier() {
    for (Map.Entry<Cell, Integer> entry : world.tierVersions().entrySet()) {
      Cell cell = entry.getKey();
      assertThat(world.truth.since(cell, world.truth.tierFloor(cell)))
          .as("versions of %s in the tier", cell)
          .contains(entry.getValue());
    }
  }

  @Override
  public void close() {
    world.witness.forgetOrders();
    for (Request request : requests) {
      world.witness.active(request);
      try (LoadScope.Binding binding = request.scope().bind()) {
        assertThat(binding).isNotNull();
        readAll(request);
        users.find(request, UNHEARD);
        request.handles().forEach(Handle::counted);
      }
      request.assertStats();
      request.scope().close();
    }
    assertThat(world.database.closes()).isEqualTo(world.database.opens());
    world.engine.close();
  }
}
