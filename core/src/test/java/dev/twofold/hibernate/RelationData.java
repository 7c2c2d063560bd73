package dev.twofold.hibernate;

import dev.twofold.hibernate.RelationEntities.EditedRemark;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Origin;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationEntities.Whisper;
import dev.twofold.testing.TestDatabase;
import java.time.LocalDate;
import org.hibernate.Session;

/**
 * Tales 1 to 3, the last without anything, with these remarks (id: points, day of May, mood):
 *
 * <pre>
 * tale 1: 11: 5, 1, calm    12: 20, 2, cross    13: 20, 1, calm (edited)    14: 5, 1, null
 * tale 2: 21: 7, 1, calm    22: 30, 3, cross
 * none:   31: 1, 1, calm
 * </pre>
 *
 * Tale 1 has topics 1 to 3, of which it recalls the second, and tale 2 the first; of whispers 1 and
 * 2 of tale 1 the second is deleted.
 */
final class RelationData {

  private RelationData() {}

  static RelationReads open(TestDatabase database) {
    RelationReads reads = new RelationReads(database);
    database.sessionFactory().inTransaction(RelationData::fill);
    return reads;
  }

  private static void fill(Session session) {
    Tale first = tale(session, 1);
    Tale second = tale(session, 2);
    tale(session, 3);
    Topic java = topic(session, 1, "java");
    Topic art = topic(session, 2, "art");
    Topic zen = topic(session, 3, "zen");
    first.topics.add(java);
    first.topics.add(art);
    first.topics.add(zen);
    second.topics.add(java);
    first.recalled.add(java);
    first.recalled.add(art);

    remark(session, new Remark(), first, 11, 5, 1, Mood.CALM);
    Remark twelve = remark(session, new Remark(), first, 12, 20, 2, Mood.CROSS);
    EditedRemark edited = new EditedRemark();
    edited.editor = "ada";
    Remark thirteen = remark(session, edited, first, 13, 20, 1, Mood.CALM);
    remark(session, new Remark(), first, 14, 5, 1, null);
    remark(session, new Remark(), second, 21, 7, 1, Mood.CALM);
    remark(session, new Remark(), second, 22, 30, 3, Mood.CROSS);
    Remark alone = remark(session, new Remark(), null, 31, 1, 1, Mood.CALM);
    twelve.origin = new Origin();
    twelve.origin.country = 44;
    twelve.origin.forum = zen;
    first.pinned.add(thirteen);
    first.pinned.add(alone);
    first.pinned.add(twelve);
    Whisper kept = whisper(session, first, 1);
    Whisper deleted = whisper(session, first, 2);
    first.overheard.add(kept);
    first.overheard.add(deleted);
    session.flush();
    first.recalled.remove(java);
    session.createMutationQuery("delete from Whisper where id = 2").executeUpdate();
  }

  private static Whisper whisper(Session session, Tale tale, long id) {
    Whisper whisper = new Whisper();
    whisper.id = id;
    whisper.tale = tale;
    session.persist(whisper);
    return whisper;
  }

  private static Tale tale(Session session, long id) {
    Tale tale = new Tale();
    tale.id = id;
    session.persist(tale);
    return tale;
  }

  private static Topic topic(Session session, long id, String name) {
    Topic topic = new Topic();
    topic.id = id;
    topic.name = name;
    session.persist(topic);
    return topic;
  }

  private static Remark remark(
      Session session, Remark remark, Tale tale, long id, int points, int day, Mood mood) {
    remark.id = id;
    remark.tale = tale;
    remark.points = points;
    remark.written = LocalDate.of(2026, 5, day);
    remark.text = "remark " + id;
    remark.mood = mood;
    session.persist(remark);
    return remark;
  }
}
