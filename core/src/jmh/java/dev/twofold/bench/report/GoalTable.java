package dev.twofold.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The goals with what was measured: {@code goals.csv}, and a table of the report. */
final class GoalTable {

  private record Row(String goal, String measured, String unit, String reached, String command) {}

  private final List<Row> rows = new ArrayList<>();

  GoalTable(List<Goal> goals, Runs runs) {
    Results results = runs.results();
    Map<String, String> commands = runs.commands();
    for (Goal goal : goals) {
      Set<String> restsOn = new LinkedHashSet<>();
      Results told = results.telling(found -> restsOn.add(commands.get(found.id())));
      OptionalDouble limit = goal.limit().apply(told);
      OptionalDouble measured = goal.measured().apply(told);
      if (limit.isPresent() && measured.isPresent()) {
        boolean reached = goal.bound().holds(measured.getAsDouble(), limit.getAsDouble());
        rows.add(
            new Row(
                "%s: %s %s"
                    .formatted(
                        goal.name(), goal.bound().words(), Numbers.text(limit.getAsDouble())),
                Numbers.text(measured.getAsDouble()),
                goal.unit(),
                reached ? "yes" : "no",
                String.join(" && ", restsOn)));
      }
    }
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
                  row.reached(),
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
              .formatted(row.goal(), row.measured(), row.unit(), row.reached()));
    }
    return table.toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
