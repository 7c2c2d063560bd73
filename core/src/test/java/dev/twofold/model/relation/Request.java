package dev.twofold.model.relation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.model.relation.Loaders.StoriesOf;
import dev.twofold.model.relation.Plans.Planned;
import dev.twofold.model.relation.Question.Manner;
import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Keyed;
import dev.twofold.relation.Cohorts;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request that runs a program. */
final class Request {

  private final LoadScope scope;
  private final Truths truths;
  private final Meter meter;
  private final Known known = new Known();
  private final List<Handle> handles = new ArrayList<>();
  private final List<Consumer<Plain>> asked = new ArrayList<>();

  private int listsAsked;

  private record Handle(Question<?> question, Keyed owner, Lazy<?> lazy) {}

  Request(LoadScope scope, Truths truths, Meter meter) {
    this.scope = scope;
    this.truths = truths;
    this.meter = meter;
  }

  void run(List<Step> program) {
    program.forEach(this::run);
    readHandles();
    meter.assertSums(scope.stats());
  }

  /** How often a relation was asked whose lists an own loader lists. */
  int listsAsked() {
    return listsAsked;
  }

  /** Asks plain Hibernate, in one session, for all that was asked here. */
  void repeat(Plain plain) {
    asked.forEach(question -> question.accept(plain));
  }

  private void run(Step step) {
    switch (step.action()) {
      case FIND -> find(Kind.of(step.choice()), step.number());
      case FIND_ALL -> findAll(Kind.of(step.choice()), step.numbers());
      case LIST -> list(step.number());
      case TOUCH -> touch(step, Manner.FIND);
      case REQUIRE -> touch(step, Manner.REQUIRE);
      case TOUCH_ALL -> touchAll(step);
      case TOUCH_ALONE_IN_BLOCK -> touchAloneInBlock(step);
      case TOUCH_ALONE -> touch(step, Manner.ALONE);
      case TOUCH_FOREIGN -> touchForeign(step);
      case ADOPT -> adopt(Kind.of(step.choice()), step.numbers());
      case TREE -> trees(step.numbers());
      case PAGES -> pages(step);
      case PREFETCH -> prefetch(Plans.of(step.choice()), step.numbers());
      case LAZY -> lazy(step);
      case READ_HANDLES -> readHandles();
    }
  }

  private <K, R extends Keyed> void find(Kind<K, R> kind, int number) {
    K key = kind.key().apply(number);
    R row = meter.measure(1, () -> scope.find(kind.loader(), key).orElse(null));
    assertThat(row).isEqualTo(truths.row(kind.rows(), key));
    known.answered(row);
  }

  private <K, R extends Keyed> void findAll(Kind<K, R> kind, List<Integer> numbers) {
    List<K> keys = numbers.stream().map(kind.key()::apply).toList();
    Loaded<K, R> loaded = meter.measure(1, () -> scope.findAll(kind.loader(), keys));
    List<R> rows =
        keys.stream().map(key -> truths.row(kind.rows(), key)).filter(Objects::nonNull).toList();
    assertThat(loaded.inOrder()).isEqualTo(rows);
    assertThat(loaded.found().values()).containsExactlyInAnyOrderElementsOf(new HashSet<>(rows));
    assertThat(loaded.missing())
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().filter(key -> truths.row(kind.rows(), key) == null).distinct().toList());
    known.answered(loaded.inOrder());
    keys.forEach(key -> asked.add(plain -> plain.find(kind.rows(), key)));
  }

  private void list(int number) {
    long author = 1L + number % Graphs.ROWS;
    Object rows = meter.measure(2, () -> scope.list(StoriesOf.class, author));
    assertThat(rows).isEqualTo(truths.listed(author));
    known.answered(rows);
  }

  private void touch(Step step, Manner manner) {
    Keyed owner = known.owner(step.number());
    if (owner != null) {
      touch(question(owner, step.choice()), owner, manner);
    }
  }

  private static Question<?> question(Keyed owner, int choice) {
    List<Question<?>> questions = Questions.of(owner.getClass());
    return questions.get(choice % questions.size());
  }

  private void touchAll(Step step) {
    Keyed any = known.owner(step.number());
    if (any != null) {
      Question<?> question = question(any, step.choice());
      for (Keyed owner : known.owners(any.getClass())) {
        touch(question, owner, Manner.FIND);
      }
    }
  }

  private void touchAloneInBlock(Step step) {
    Keyed owner = known.owner(step.number());
    if (owner != null) {
      Question<?> question = question(owner, step.choice());
      ask(question, owner, () -> inBlock(question, owner));
    }
  }

  private @Nullable Object inBlock(Question<?> question, Keyed owner) {
    return scope
        .with(Cohorts.NONE, () -> Optional.ofNullable(question.ask(owner, Manner.FIND)))
        .orElse(null);
  }

  private void touchForeign(Step step) {
    Keyed owner = copy(Kind.of(step.choice()), step.number());
    if (owner != null) {
      Question<?> question = question(owner, step.choice() / Kind.ALL.size());
      ask(question, owner, () -> question.ask(owner, Manner.FIND));
    }
  }

  private <K, R extends Keyed> @Nullable R copy(Kind<K, R> kind, int number) {
    return truths.copy(kind.rows(), kind.key().apply(number));
  }

  /** Asks for one owner; what the database must answer is answered for all owners. */
  private @Nullable Object touch(Question<?> question, Keyed owner, Manner manner) {
    List<? extends Keyed> cohort = known.owners(owner.getClass());
    int before = meter.spent();
    Object answer = ask(question, owner, () -> question.ask(owner, manner));
    boolean read = meter.spent() > before;
    if (read && question.hops() == 1 && manner != Manner.ALONE && meter.resolvesAll()) {
      cohort.forEach(each -> known.resolved(question, each));
    }
    return answer;
  }

  private @Nullable Object ask(Question<?> question, Keyed owner, Supplier<@Nullable Object> ask) {
    listsAsked += question.isListed() ? 1 : 0;
    Object answer =
        known.isResolved(question, owner)
            ? meter.measureNothing(ask)
            : meter.measure(question.statements(), ask);
    assertThat(answer).as("%s of %s", question, owner).isEqualTo(truths.of(question, owner));
    known.answered(answer);
    known.resolved(question, owner);
    asked.add(plain -> question.truth(plain, owner));
    return answer;
  }

  private <K, R extends Keyed> void adopt(Kind<K, R> kind, List<Integer> numbers) {
    List<R> copies = new ArrayList<>();
    for (int number : numbers) {
      R copy = copy(kind, number);
      if (copy != null) {
        copies.add(copy);
      }
    }
    meter.measureNothing(
        () -> {
          scope.adopt(copies);
          return null;
        });
    known.adopted(copies);
  }

  private void trees(List<Integer> numbers) {
    Set<Comment> seen = new HashSet<>();
    some(known.owners(Comment.class), numbers).forEach(root -> tree(root, seen));
  }

  private void tree(Comment root, Set<Comment> seen) {
    List<Comment> level = List.of(root);
    boolean below = false;
    while (!level.isEmpty()) {
      List<Comment> next = new ArrayList<>();
      for (Comment comment : level) {
        if (seen.add(comment)) {
          if (below && meter.readsWholeTrees()) {
            known.resolved(Questions.of(Comment.TREE), comment);
          }
          next.addAll(replies(comment));
        }
      }
      below = true;
      level = next;
    }
  }

  private List<Comment> replies(Comment comment) {
    Object replies = touch(Questions.of(Comment.TREE), comment, Manner.FIND);
    return ((List<?>) Objects.requireNonNull(replies)).stream().map(Comment.class::cast).toList();
  }

  private void pages(Step step) {
    pages(Paged.of(step.choice()), 1 + step.number() % 3, step.numbers());
  }

  /** Goes on with each owner in turn: a round costs one statement. */
  private <O extends Keyed, T extends Keyed> void pages(
      Paged<O, T> paged, int size, List<Integer> numbers) {
    int before = meter.spent();
    int rounds = 0;
    Map<O, List<T>> read = new LinkedHashMap<>();
    some(known.owners(paged.relation().owner()), numbers)
        .forEach(owner -> read.put(owner, new ArrayList<>()));
    Set<O> open = new LinkedHashSet<>(read.keySet());
    while (!open.isEmpty()) {
      open.removeIf(
          owner -> paged.readNext(owner, requireNonNull(read.get(owner)), size, meter) < size);
      rounds++;
    }
    read.forEach(
        (owner, pages) -> {
          assertThat(pages).as("pages of %s", owner).isEqualTo(truths.all(paged, owner));
          known.answered(pages);
          assertThat(paged.readBeyond(owner, pages, size + 1, meter)).isEmpty();
        });
    if (meter.resolvesAll()) {
      meter.assertPages(rounds, before);
    }
  }

  private static <O> Set<O> some(List<O> all, List<Integer> numbers) {
    Set<O> some = new LinkedHashSet<>();
    if (!all.isEmpty()) {
      numbers.forEach(number -> some.add(all.get(number % all.size())));
    }
    return some;
  }

  private <O extends Keyed> void prefetch(Planned<O> planned, List<Integer> numbers) {
    Set<O> owners = some(known.owners(planned.owner()), numbers);
    meter.measure(
        planned.statements(),
        () -> {
          scope.prefetch(planned.plan(), owners);
          return null;
        });
    read(planned.plan(), List.copyOf(owners));
  }

  /** Reads all that a plan has resolved. */
  private void read(Plan<?> plan, List<? extends Keyed> owners) {
    for (Plan.Step<?> step : plan.steps()) {
      Question<?> question = Questions.of(step.relation());
      List<Keyed> targets = new ArrayList<>();
      for (Keyed owner : owners) {
        known.resolved(question, owner);
        Object answer = ask(question, owner, () -> question.ask(owner, Manner.FIND));
        targets.addAll(rows(answer));
      }
      read(step.next(), targets);
    }
  }

  private static List<Keyed> rows(@Nullable Object answer) {
    if (answer instanceof List<?> rows) {
      return rows.stream().map(Keyed.class::cast).toList();
    }
    return answer instanceof Keyed row ? List.of(row) : List.of();
  }

  private void lazy(Step step) {
    Keyed owner = known.owner(step.number());
    if (owner != null) {
      Question<?> question = question(owner, step.choice());
      Lazy<?> lazy = meter.measureNothing(() -> question.lazy(owner));
      meter.pending(question);
      handles.add(new Handle(question, owner, lazy));
    }
  }

  private void readHandles() {
    for (Handle handle : handles) {
      ask(handle.question(), handle.owner(), () -> handle.lazy().find().orElse(null));
    }
    handles.clear();
    meter.nothingPending();
  }
}
