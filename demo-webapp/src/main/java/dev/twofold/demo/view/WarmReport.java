package dev.twofold.demo.view;

import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupState;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How far the warm-up of a node has got. For templates.
 *
 * @param node whose engine warms
 */
public record WarmReport(String node, List<Row> plans) {

  public WarmReport {
    plans = List.copyOf(plans);
  }

  /** What can be done with a plan. */
  public enum Action {
    START,
    PAUSE,
    RESUME,
    CANCEL;

    /** How it is called in forms and on pages. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A plan.
   *
   * @param state in the words of pages
   * @param percent what is done; null: nobody knows how much there is
   * @param total keys that there are; null: not known
   * @param loaded values that the database had
   * @param warm values that the near tier or Redis had already
   * @param actions what can be done with it now
   * @param lastFailure what went wrong last; null: nothing
   */
  public record Row(
      String name,
      String state,
      @Nullable Integer percent,
      long done,
      @Nullable Long total,
      long loaded,
      long warm,
      long perSecond,
      List<String> actions,
      @Nullable String lastFailure) {

    public Row {
      actions = List.copyOf(actions);
    }

    private static Row of(WarmupProgress progress) {
      return new Row(
          progress.plan(),
          progress.state().name().toLowerCase(Locale.ROOT),
          percent(progress),
          progress.done(),
          progress.total(),
          progress.loaded(),
          progress.warm(),
          Math.round(progress.keysPerSecond()),
          actions(progress.state()).stream().map(Action::text).toList(),
          progress.lastFailure());
    }

    private static @Nullable Integer percent(WarmupProgress progress) {
      if (progress.state() == WarmupState.IDLE) {
        return 0;
      }
      OptionalInt known = progress.percent();
      return known.isPresent() ? known.getAsInt() : null;
    }

    private static List<Action> actions(WarmupState state) {
      return switch (state) {
        case IDLE, DONE, CANCELLED, FAILED -> List.of(Action.START);
        case WAITING, RUNNING, HELD -> List.of(Action.PAUSE, Action.CANCEL);
        case PAUSED -> List.of(Action.RESUME, Action.CANCEL);
      };
    }
  }

  public static WarmReport of(String node, List<WarmupProgress> plans) {
    return new WarmReport(node, plans.stream().map(Row::of).toList());
  }

  /** Whether the page will say something else in a moment. */
  public boolean moving() {
    return plans.stream().anyMatch(plan -> plan.actions().contains(Action.PAUSE.text()));
  }
}
