package dev.twofold.hibernate;

import dev.twofold.hibernate.KeyedQuery.KeyColumns;
import dev.twofold.tier.relation.PageReader.Start;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.predicate.Junction.Nature;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads pages. First pages are a list of owners; each other page is an
 * alternative of its own: the owner, and what comes behind a row. Both are filled up to a power of
 * two with the last of their kind, so that few texts exist. Thread-safe.
 */
final class PageStatement<O, V> implements KeyedStatement<Start<O, V>> {

  private final KeyedQuery query;
  private final Shape owner;
  private final Shape value;
  private final List<Step> steps;
  private final int[] ownerColumns;
  private final int[] afterColumns;
  private final int limit;
  private final Map<Sizes, StatementText> texts = new ConcurrentHashMap<>();

  /**
   * @param value how a record is made, which has the columns of all steps
   */
  PageStatement(KeyedQuery query, Shape owner, Shape value, List<Step> steps, BatchLimits limits) {
    this.query = query;
    this.owner = owner;
    this.value = value;
    this.steps = List.copyOf(steps);
    this.ownerColumns = owner.columns().toArray();
    this.afterColumns =
        IntStream.concat(owner.columns(), steps.stream().mapToInt(Step::column)).toArray();
    this.limit = limits.keys(ownerColumns.length + steps.size() * (steps.size() + 1) / 2);
    texts.put(new Sizes(1, 0), translate(new Sizes(1, 0)));
    texts.put(new Sizes(0, 1), translate(new Sizes(0, 1)));
  }

  /** One step of the order. */
  record Step(int column, boolean descending) {}

  /** How many pages of both kinds a text takes. */
  private record Sizes(int first, int after) {}

  int limit() {
    return limit;
  }

  @Override
  public KeyedQuery query() {
    return query;
  }

  @Override
  public StatementText text(Collection<? extends Start<O, V>> starts) {
    return texts.computeIfAbsent(sizes(starts), this::translate);
  }

  private Sizes sizes(Collection<? extends Start<O, V>> starts) {
    BatchLimits.filledUp(starts.size(), limit);
    int first = (int) starts.stream().filter(start -> start.after() == null).count();
    return new Sizes(
        BatchLimits.filledUp(first, limit), BatchLimits.filledUp(starts.size() - first, limit));
  }

  private StatementText translate(Sizes sizes) {
    return query.translate(of -> predicate(of, sizes));
  }

  private Predicate predicate(KeyColumns of, Sizes sizes) {
    Junction pages = new Junction(Nature.DISJUNCTION);
    if (sizes.first() > 0) {
      pages.add(KeyPredicates.list(of, ownerColumns, sizes.first()));
    }
    for (int page = 0; page < sizes.after(); page++) {
      int offset = sizes.first() * ownerColumns.length + page * afterColumns.length;
      pages.add(after(of, offset));
    }
    return pages;
  }

  /** Rows of one owner behind one row: larger in a step, and equal in those before it. */
  private Predicate after(KeyColumns of, int offset) {
    Junction page = new Junction(Nature.CONJUNCTION);
    for (int i = 0; i < ownerColumns.length; i++) {
      page.add(compared(of, i, ComparisonOperator.EQUAL, offset));
    }
    Junction behind = new Junction(Nature.DISJUNCTION);
    for (int last = 0; last < steps.size(); last++) {
      Junction alternative = new Junction(Nature.CONJUNCTION);
      for (int step = 0; step < last; step++) {
        alternative.add(compared(of, ownerColumns.length + step, ComparisonOperator.EQUAL, offset));
      }
      alternative.add(
          compared(
              of,
              ownerColumns.length + last,
              steps.get(last).descending()
                  ? ComparisonOperator.LESS_THAN
                  : ComparisonOperator.GREATER_THAN,
              offset));
      behind.add(alternative);
    }
    page.add(behind);
    return page;
  }

  private Predicate compared(KeyColumns of, int part, ComparisonOperator operator, int offset) {
    int column = afterColumns[part];
    return new ComparisonPredicate(of.column(column), operator, of.value(column, offset + part));
  }

  @Override
  public StatementText.Values values(
      Collection<? extends Start<O, V>> starts, WrapperOptions options) {
    Sizes sizes = sizes(starts);
    List<Value> first = new ArrayList<>();
    List<Value> after = new ArrayList<>();
    for (Start<O, V> start : starts) {
      if (start.after() == null) {
        first.addAll(relational(start, ownerColumns));
      } else {
        after.addAll(relational(start, afterColumns));
      }
    }
    List<Value> values = new ArrayList<>(filled(first, sizes.first(), ownerColumns.length));
    values.addAll(filled(after, sizes.after(), afterColumns.length));
    return (statement, index, position) -> {
      Value bound = values.get(position);
      query.columns().get(bound.column()).type().bind(statement, index, bound.value(), options);
    };
  }

  private record Value(int column, @Nullable Object value) {}

  private List<Value> relational(Start<O, V> start, int[] columns) {
    @Nullable Object[] row = new @Nullable Object[query.columns().size()];
    if (start.after() != null) {
      value.disassemble(start.after(), row);
    }
    owner.disassemble(start.owner(), row);
    List<Value> values = new ArrayList<>();
    for (int column : columns) {
      values.add(new Value(column, query.columns().get(column).type().relational(row[column])));
    }
    return values;
  }

  /** Repeats the last page of a kind. */
  private static List<Value> filled(List<Value> values, int pages, int width) {
    List<Value> filled = new ArrayList<>(values);
    while (filled.size() < pages * width) {
      filled.addAll(values.subList(values.size() - width, values.size()));
    }
    return filled;
  }
}
