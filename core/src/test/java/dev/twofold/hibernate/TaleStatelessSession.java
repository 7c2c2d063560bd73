package dev.twofold.hibernate;

import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Tale;
import org.hibernate.StatelessSession;

/** Does steps in stateless sessions. Those whose rows are not there do nothing. */
final class TaleStatelessSession {

  private TaleStatelessSession() {}

  static void run(StatelessSession session, TaleStep step) {
    long id = step.a();
    switch (step.action()) {
      case STATELESS_POINTS -> {
        Remark remark = session.get(Remark.class, id);
        if (remark != null) {
          remark.points = 4 * step.b();
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
          session.upsert(
              TaleSession.filled(new Remark(), step, session.get(Tale.class, (long) step.b())));
      default -> {}
    }
  }
}
