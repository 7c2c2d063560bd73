package dev.twofold.hibernate;

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
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Does steps in sessions. Those whose rows are not there do nothing. */
final class TaleSession {

  private TaleSession() {}

  static Remark filled(Remark remark, TaleStep step, @Nullable Tale tale) {
    remark.id = step.a();
    remark.tale = tale;
    remark.points = 4 * step.c();
    remark.written = LocalDate.of(2026, 5, step.b() + 1);
    remark.text = step.c() == 0 ? null : "text " + step.c();
    remark.mood = step.b() % 2 == 0 ? Mood.CALM : Mood.CROSS;
    return remark;
  }

  static void run(Session session, TaleStep step) {
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
          persist(session, filled(new Remark(), step, session.find(Tale.class, other)), id);
      case NEW_EDITED ->
          persist(session, filled(new EditedRemark(), step, session.find(Tale.class, other)), id);
      case POINTS -> with(session, Remark.class, id, remark -> remark.points = 4 * (int) other);
      case EDITOR ->
          with(session, EditedRemark.class, id, remark -> remark.editor = "editor " + other);
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
      case COLOUR ->
          with(session, Cushion.class, id, cushion -> cushion.colour = "colour " + other);
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
          if (step.action() == TaleStep.Action.LEVEL) {
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

  private static <E> void withTale(Session session, TaleStep step, Class<E> type, Both<E> change) {
    with(
        session,
        Tale.class,
        (long) step.a(),
        tale -> with(session, type, (long) step.b(), other -> change.with(tale, other)));
  }
}
