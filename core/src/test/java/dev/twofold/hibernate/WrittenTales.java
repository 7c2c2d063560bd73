package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelationEntities.Clipping;
import dev.twofold.hibernate.RelationEntities.Cushion;
import dev.twofold.hibernate.RelationEntities.Echo;
import dev.twofold.hibernate.RelationEntities.EditedRemark;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Origin;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Rumour;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationEntities.Subscription;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationEntities.Whisper;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.WriteTransaction;
import dev.twofold.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Writes to {@link RelationEntities}, and compares answers with what was called stale. */
final class WrittenTales implements AutoCloseable {

  /** Loads whose states may keep what is gone: it is left out where they are read. */
  private static final Set<String> LEAVING_OUT =
      Set.of(
          "entity Tale.overheard",
          "entity Rumour.whispers",
          "entity Tale.pinned",
          "entity Tale.topics");

  private static final List<Action> SEED =
      List.of(
          Action.NEW_TALE,
          Action.NEW_TOPIC,
          Action.NEW_WHISPER,
          Action.NEW_REMARK,
          Action.FORUM,
          Action.ADD_TOPIC,
          Action.PIN,
          Action.RECALL,
          Action.OVERHEAR,
          Action.NEW_ECHO,
          Action.NEW_SEAT,
          Action.NEW_CUSHION,
          Action.SUBSCRIBE,
          Action.CLIP);

  private final TestDatabase database = TestDatabase.h2(RelationEntities.all());
  private final HibernateDatabase hibernate =
      HibernateDatabase.builder(database.sessionFactory()).entities().build();
  private final AnswerBook book = new AnswerBook(hibernate);
  private final Map<String, Set<Object>> stale = new HashMap<>();
  private final Set<String> allStale = new HashSet<>();
  private final List<Change> told = new ArrayList<>();
  private Map<String, Map<Object, Object>> answers = Map.of();

  enum Action {
    NEW_TALE,
    DELETE_TALE,
    NEW_TOPIC,
    RENAME_TOPIC,
    DELETE_TOPIC,
    NEW_REMARK,
    NEW_EDITED,
    POINTS,
    TEXT,
    MOOD,
    WRITTEN,
    MOVE,
    ABOVE,
    FORUM,
    COUNTRY,
    DELETE_REMARK,
    ADD_TOPIC,
    REMOVE_TOPIC,
    PIN,
    UNPIN,
    UNPIN_ALL,
    RECALL,
    UNRECALL,
    WORDS,
    NEW_WHISPER,
    DELETE_WHISPER,
    OVERHEAR,
    NEW_RUMOUR,
    SPREAD,
    NEW_ECHO,
    LOUD,
    NEW_SEAT,
    AHEAD,
    NEW_CUSHION,
    MOVE_CUSHION,
    DELETE_CUSHION,
    SUBSCRIBE,
    LEVEL,
    UNSUBSCRIBE,
    CLIP,
    RECLIP,
    STATELESS_POINTS,
    STATELESS_MOVE,
    STATELESS_DELETE,
    STATELESS_REMARK,
    BULK_POINTS,
    BULK_MOVE,
    NATIVE_POINTS,
    NATIVE_JOIN,
    DELETE_WHISPERS,
    ROLL_BACK
  }

  /** An action with numbers that say of what. */
  record Step(Action action, int a, int b, int c) {}

  WrittenTales() {
    hibernate.listen(Transaction::new);
  }

  private final class Transaction implements WriteTransaction {

    private final List<Change> changes = new ArrayList<>();

    @Override
    public void changed(Change change) {
      changes.add(change);
    }

    @Override
    public void beforeCommit() {}

    @Override
    public void committed() {
      for (Change change : changes) {
        told.add(change);
        book.readers().forEach((name, reader) -> take(name, reader.impact().apply(change)));
      }
    }

    @Override
    public void rolledBack() {}

    @Override
    public void unknown() {
      committed();
    }
  }

  private void take(String reader, Affected<?> affected) {
    if (affected instanceof Affected.Keys<?> keys) {
      stale.computeIfAbsent(reader, first -> new HashSet<>()).addAll(keys.keys());
    } else {
      allStale.add(reader);
    }
  }

  /** Empties all tables. */
  void clear() {
    database.sessionFactory().getSchemaManager().truncateMappedObjects();
    database
        .sessionFactory()
        .inTransaction(
            session -> {
              for (int id = 0; id < 4; id++) {
                for (Action action : SEED) {
                  run(session, new Step(action, id, (id + 1) % 3, id));
                }
              }
            });
    answers = book.answers();
  }

  /** Does some steps in a transaction, of which the database may refuse some. */
  void transaction(List<Step> steps) {
    Map<String, Map<Object, Object>> before = answers;
    stale.clear();
    allStale.clear();
    told.clear();
    boolean stateless = steps.get(0).action().name().startsWith("STATELESS");
    try {
      if (stateless) {
        database
            .sessionFactory()
            .inStatelessTransaction(session -> steps.forEach(step -> stateless(session, step)));
      } else {
        database
            .sessionFactory()
            .inTransaction(session -> steps.forEach(step -> run(session, step)));
      }
    } catch (RuntimeException e) {
      // The database refused, or the program rolled back: nothing may be another then.
    }
    answers = book.answers();
    answers.forEach(
        (name, after) -> compare(name, before.getOrDefault(name, Map.of()), after, steps));
  }

  private void compare(
      String name, Map<Object, Object> before, Map<Object, Object> after, List<Step> steps) {
    if (allStale.contains(name)) {
      return;
    }
    Set<Object> changed = new HashSet<>(before.keySet());
    changed.addAll(after.keySet());
    changed.removeIf(key -> equal(name, before.get(key), after.get(key)));
    changed.removeAll(stale.getOrDefault(name, Set.of()));
    assertThat(changed)
        .as("%s after %s%nbefore %s%nafter  %s%ntold %s", name, steps, before, after, told)
        .isEmpty();
  }

  /** An answer without what is gone is equal, where readers leave that out. */
  private static boolean equal(String name, @Nullable Object before, @Nullable Object after) {
    if (LEAVING_OUT.contains(name)
        && before instanceof List<?> was
        && after instanceof List<?> is) {
      return (was.containsAll(is) && was.size() > is.size()) || was.equals(is);
    }
    return Objects.equals(before, after);
  }

  private void stateless(StatelessSession session, Step step) {
    long id = step.a();
    switch (step.action()) {
      case STATELESS_POINTS -> {
        Remark remark = session.get(Remark.class, id);
        if (remark != null) {
          remark.points = step.b();
          session.update(remark);
        }
      }
      case STATELESS_MOVE -> {
        Remark remark = session.get(Remark.class, id);
        if (remark != null) {
          remark.tale = session.get(Tale.class, (long) step.b());
          session.update(remark);
        }
      }
      case STATELESS_DELETE -> {
        Remark remark = session.get(Remark.class, id);
        if (remark != null) {
          session.delete(remark);
        }
      }
      case STATELESS_REMARK ->
          session.upsert(remark(new Remark(), step, session.get(Tale.class, (long) step.b())));
      default -> {}
    }
  }

  private static Remark remark(Remark remark, Step step, @Nullable Tale tale) {
    remark.id = step.a();
    remark.tale = tale;
    remark.points = step.c();
    remark.written = LocalDate.of(2026, 5, step.b() + 1);
    remark.text = step.c() == 0 ? null : "text " + step.c();
    remark.mood = step.b() % 2 == 0 ? Mood.CALM : Mood.CROSS;
    return remark;
  }

  private void run(Session session, Step step) {
    long id = step.a();
    long other = step.b();
    switch (step.action()) {
      case NEW_TALE -> {
        Tale tale = new Tale();
        tale.id = id;
        persist(session, tale, id);
      }
      case DELETE_TALE -> remove(session, Tale.class, id);
      case NEW_TOPIC -> {
        Topic topic = new Topic();
        topic.id = id;
        topic.name = "topic " + other;
        persist(session, topic, id);
      }
      case RENAME_TOPIC -> with(session, Topic.class, id, topic -> topic.name = "topic " + other);
      case DELETE_TOPIC -> remove(session, Topic.class, id);
      case NEW_REMARK ->
          persist(session, remark(new Remark(), step, session.find(Tale.class, other)), id);
      case NEW_EDITED ->
          persist(session, remark(new EditedRemark(), step, session.find(Tale.class, other)), id);
      case POINTS -> with(session, Remark.class, id, remark -> remark.points = (int) other);
      case TEXT ->
          with(
              session,
              Remark.class,
              id,
              remark -> remark.text = other == 0 ? null : "text " + other);
      case MOOD ->
          with(
              session,
              Remark.class,
              id,
              remark -> remark.mood = other == 0 ? null : other % 2 == 0 ? Mood.CALM : Mood.CROSS);
      case WRITTEN ->
          with(
              session,
              Remark.class,
              id,
              remark -> remark.written = LocalDate.of(2026, 5, (int) other + 1));
      case MOVE ->
          with(session, Remark.class, id, remark -> remark.tale = session.find(Tale.class, other));
      case ABOVE ->
          with(
              session,
              Remark.class,
              id,
              remark -> remark.above = session.find(Remark.class, other));
      case FORUM ->
          with(
              session,
              Remark.class,
              id,
              remark -> {
                Origin origin = new Origin();
                origin.country = step.c();
                origin.forum = session.find(Topic.class, other);
                remark.origin = step.c() == 0 ? null : origin;
              });
      case COUNTRY ->
          with(
              session,
              Remark.class,
              id,
              remark -> {
                if (remark.origin != null) {
                  remark.origin.country = (int) other;
                }
              });
      case DELETE_REMARK -> remove(session, Remark.class, id);
      case ADD_TOPIC ->
          withTale(session, step, Topic.class, (tale, topic) -> tale.topics.add(topic));
      case REMOVE_TOPIC ->
          withTale(session, step, Topic.class, (tale, topic) -> tale.topics.remove(topic));
      case PIN ->
          withTale(
              session,
              step,
              Remark.class,
              (tale, remark) -> {
                tale.pinned.remove(remark);
                tale.pinned.add(Math.min(step.c(), tale.pinned.size()), remark);
              });
      case UNPIN ->
          withTale(session, step, Remark.class, (tale, remark) -> tale.pinned.remove(remark));
      case UNPIN_ALL -> with(session, Tale.class, id, tale -> tale.pinned.clear());
      case RECALL ->
          withTale(session, step, Topic.class, (tale, topic) -> tale.recalled.add(topic));
      case UNRECALL ->
          withTale(session, step, Topic.class, (tale, topic) -> tale.recalled.remove(topic));
      case WORDS ->
          with(
              session, Tale.class, id, tale -> tale.words = new HashSet<>(Set.of("word " + other)));
      case NEW_WHISPER -> {
        Whisper whisper = new Whisper();
        whisper.id = id;
        whisper.tale = session.find(Tale.class, other);
        persist(session, whisper, id);
      }
      case DELETE_WHISPER -> remove(session, Whisper.class, id);
      case OVERHEAR ->
          withTale(session, step, Whisper.class, (tale, whisper) -> tale.overheard.add(whisper));
      case NEW_RUMOUR -> {
        Rumour rumour = new Rumour();
        rumour.id = id;
        persist(session, rumour, id);
      }
      case SPREAD ->
          with(
              session,
              Rumour.class,
              id,
              rumour ->
                  with(session, Whisper.class, other, whisper -> rumour.whispers.add(0, whisper)));
      case NEW_ECHO -> {
        Echo echo = new Echo();
        echo.id = id;
        echo.loud = step.c() > 0;
        echo.whisper = session.find(Whisper.class, other);
        persist(session, echo, id);
      }
      case LOUD -> with(session, Echo.class, id, echo -> echo.loud = false);
      case NEW_SEAT -> {
        Seat seat = Seat.of("A", step.a(), null);
        seat.ahead = session.find(Seat.class, AnswerBook.seats().get(step.b()));
        persist(session, seat, seat.id);
      }
      case AHEAD ->
          with(
              session,
              Seat.class,
              AnswerBook.seats().get(step.a()),
              seat -> seat.ahead = session.find(Seat.class, AnswerBook.seats().get(step.b())));
      case NEW_CUSHION -> {
        Cushion cushion = new Cushion();
        cushion.id = id;
        cushion.seat = session.find(Seat.class, AnswerBook.seats().get(step.b()));
        persist(session, cushion, id);
      }
      case MOVE_CUSHION ->
          with(
              session,
              Cushion.class,
              id,
              cushion -> cushion.seat = session.find(Seat.class, AnswerBook.seats().get(step.b())));
      case DELETE_CUSHION -> remove(session, Cushion.class, id);
      case SUBSCRIBE -> {
        Subscription subscription = new Subscription();
        subscription.topic = session.find(Topic.class, other);
        subscription.reader = id;
        if (subscription.topic != null) {
          session.persist(subscription);
        }
      }
      case LEVEL, UNSUBSCRIBE -> {
        for (Subscription each :
            session
                .createSelectionQuery("from Subscription where reader = :id", Subscription.class)
                .setParameter("id", id)
                .list()) {
          if (step.action() == Action.LEVEL) {
            each.level = step.b();
          } else {
            session.remove(each);
          }
        }
      }
      case CLIP -> {
        Clipping clipping = new Clipping();
        clipping.id = id;
        clipping.taleNumber = other;
        persist(session, clipping, id);
      }
      case RECLIP -> with(session, Clipping.class, id, clipping -> clipping.taleNumber = other);
      case BULK_POINTS ->
          session
              .createMutationQuery("update Remark set points = points + 1 where tale.id = " + id)
              .executeUpdate();
      case BULK_MOVE ->
          session
              .createMutationQuery("update Remark set tale.id = 1 where id = " + id)
              .executeUpdate();
      case NATIVE_POINTS ->
          session
              .createNativeMutationQuery("update Remark set points = 4 where id = " + id)
              .executeUpdate();
      case NATIVE_JOIN ->
          session
              .createNativeMutationQuery("delete from tale_topic where topics_id = " + id)
              .executeUpdate();
      case DELETE_WHISPERS ->
          session.createMutationQuery("delete from Whisper where id = " + id).executeUpdate();
      case ROLL_BACK -> {
        session.flush();
        throw new IllegalStateException("rolled back");
      }
      default -> {}
    }
  }

  private interface Both<E> {
    void with(Tale tale, E other);
  }

  private interface One<E> {
    void with(E entity);
  }

  private static void persist(Session session, Object entity, Object id) {
    if (session.find(entity.getClass(), id) == null) {
      session.persist(entity);
    }
  }

  private static void remove(Session session, Class<?> type, Object id) {
    Object entity = session.find(type, id);
    if (entity != null) {
      session.remove(entity);
    }
  }

  private static <E> void with(Session session, Class<E> type, Object id, One<E> change) {
    E entity = session.find(type, id);
    if (entity != null) {
      change.with(entity);
    }
  }

  private static <E> void withTale(Session session, Step step, Class<E> type, Both<E> change) {
    with(
        session,
        Tale.class,
        (long) step.a(),
        tale -> with(session, type, (long) step.b(), other -> change.with(tale, other)));
  }

  @Override
  public void close() {
    hibernate.close();
    database.close();
  }
}
