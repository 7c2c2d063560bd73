package dev.twofold.internal.relation;

import dev.twofold.error.LoadException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first row of a list.
 *
 * @param relation its name, for messages
 * @param only whether a second row is an error
 */
record FirstRoute<K>(String relation, ListRoute<?, K> list, boolean only) implements Route {

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    List<K> ids = list.ids(owner, reading);
    if (ids == null) {
      return Reading.UNKNOWN;
    }
    if (only && ids.size() > 1 && !reading.isPeek()) {
      throw new LoadException(
          "relation %s: an owner has more than one row of %s; use ToMany, or ToMany.first with an order"
              .formatted(relation, list.target()));
    }
    if (list.rows(ids, reading) instanceof List<?> rows) {
      return rows.isEmpty() ? null : rows.get(0);
    }
    return Reading.UNKNOWN;
  }

  @Override
  public boolean need(Object owner, Needs needs) {
    return list.need(owner, needs);
  }

  @Override
  public @Nullable Object targetKey(Object owner) {
    return list.targetKey(owner);
  }

  @Override
  public String target() {
    return list.target();
  }

  @Override
  public void stale(Object owner, RequestAccess request, Stale stale) {
    list.stale(owner, request, stale);
  }
}
