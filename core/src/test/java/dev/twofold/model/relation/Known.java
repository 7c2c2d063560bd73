package dev.twofold.model.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.model.relation.Rows.Keyed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that a request has handed out, and what it need not read any more. */
final class Known {

  private final Map<Cell, Keyed> instances = new HashMap<>();
  private final List<Keyed> owners = new ArrayList<>();
  private final Set<Answer> answers = new HashSet<>();

  private record Cell(Class<?> type, Object key) {}

  private record Answer(Question<?> question, Object owner) {}

  /** Rows were answered: each is one instance, whoever asks. */
  void answered(@Nullable Object answer) {
    if (answer instanceof List<?> rows) {
      rows.forEach(this::answered);
    } else if (answer instanceof Keyed row) {
      Keyed before = instances.putIfAbsent(new Cell(row.getClass(), row.key()), row);
      if (before == null) {
        owners.add(row);
      } else {
        assertThat(row).as("instance of %s", row).isSameAs(before);
      }
    }
  }

  /** The request was told of rows. */
  void adopted(List<? extends Keyed> rows) {
    owners.addAll(rows);
  }

  /** Any row; null if there is none yet. */
  @Nullable Keyed owner(int number) {
    return owners.isEmpty() ? null : owners.get(number % owners.size());
  }

  /** All rows of a class. */
  <O extends Keyed> List<O> owners(Class<O> type) {
    return owners.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void resolved(Question<?> question, Keyed owner) {
    answers.add(new Answer(question, owner.key()));
  }

  /** Whether a question was answered, for this owner or for others together with it. */
  boolean isResolved(Question<?> question, Keyed owner) {
    return answers.contains(new Answer(question, owner.key()));
  }
}
