package dev.twofold.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The goals with what was measured: {@code goals.csv}, and a table of the report. */
final class GoalTable {

  private static final String NO_REASON = "No reason is written down.";

  private record Row(
      String goal, String measured, String unit, boolean reached, String command, String reason) {

    String answer() {
      return reached ? "yes" : "no";
    }
  }

  private final List<Row> rows = new ArrayList<>();

  GoalTable(List<Goal> goals, Runs runs) {
    Results results = runs.results();
    Map<String, String> commands = runs.commands();
    for (Goal goal : goals) {
      Set<String> restsOn = new LinkedHashSet<>();
      Results told = results.telling(found -> restsOn.add(commands.get(found.id())));
      OptionalDouble limit = goal.limit().apply(told);
      OptionalDouble measured = goal.measured().apply(told);
      if (limit.isPresent() && (measured.isPresent() || !goal.obstacle().isEmpty())) {
        rows.add(row(goal, limit.getAsDouble(), measured, String.join(" && ", restsOn)));
      }
    }
  }

  private static Row row(Goal goal, double limit, OptionalDouble measured, String restsOn) {
    return new Row(
        "%s: %s %s".formatted(goal.name(), goal.bound().words(), Numbers.text(limit)),
        measured.isPresent() ? Numbers.text(measured.getAsDouble()) : "not measured",
        goal.unit(),
        measured.isPresent() && goal.bound().holds(measured.getAsDouble(), limit),
        goal.obstacle().isEmpty() ? restsOn : goal.obstacle(),
        goal.reason().isEmpty() ? NO_REASON : goal.reason());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  String csv() {
    StringBuilder csv = new StringBuilder("goal,measured,unit,reached,command\n");
    for (Row row : rows) {
      csv.append(
          "%s,%s,%s,%s,%s%n"
              .formatted(
                  quoted(row.goal()),
                  row.measured(),
                  quoted(row.unit()),
                  row.answer(),
                  quoted(row.command())));
    }
    return csv.toString();
  }

  String markdown() {
    StringBuilder table =
        new StringBuilder("| goal | measured | unit | reached |\n|---|--:|---|---|\n");
    for (Row row : rows) {
      table.append(
          "| %s | %s | %s | %s |%n"
              .formatted(row.goal(), row.measured(), row.unit(), row.answer()));
    }
    return table + missed();
  }

  private String missed() {
    List<Row> missed = rows.stream().filter(row -> !row.reached()).toList();
    if (missed.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("\n### Not reached\n\n");
    for (Row row : missed) {
      list.append("- **%s**, here %s: %s%n".formatted(row.goal(), row.measured(), row.reason()));
    }
    return list.toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
