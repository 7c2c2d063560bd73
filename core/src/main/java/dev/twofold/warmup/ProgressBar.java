package dev.twofold.warmup;

import static java.util.Objects.requireNonNull;

import java.io.Console;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Draws how far plans have got, for people who watch a start: {@code
 * Twofold.builder().observeWarmups(ProgressBar.on(System.out))}.
 *
 * <pre>
 * front page [########------------]  40 %  400 of 1000, 250/s, 3 failed
 * </pre>
 *
 * <p>Where somebody watches, one line is written over and over; else, as in a log, there is a line
 * for each tenth. Of a plan whose total is not known, lines tell each change of state and each
 * doubling. Thread-safe.
 */
public final class ProgressBar implements WarmupObserver {

  private static final int WIDTH = 20;
  private static final int STEP = 10;

  private final Appendable out;
  private final boolean rewriting;

  /** By plan, what its last line told: state and mark. Guarded by this. */
  private final Map<String, String> told = new HashMap<>();

  /** How long the line is that is written over. Guarded by this. */
  private int length;

  private ProgressBar(Appendable out, boolean rewriting) {
    this.out = requireNonNull(out, "out");
    this.rewriting = rewriting;
  }

  /** Rewrites a line if the process has a terminal, else writes a line for each tenth. */
  public static ProgressBar on(Appendable out) {
    return new ProgressBar(out, isTerminal());
  }

  @SuppressWarnings("SystemConsoleNull") // what is asked then is the method that JDK 22 brought
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before JDK 22 each console was one
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Writes one line over and over, with a carriage return. */
  public static ProgressBar rewriting(Appendable out) {
    return new ProgressBar(out, true);
  }

  /** Writes a line for each tenth. */
  public static ProgressBar lines(Appendable out) {
    return new ProgressBar(out, false);
  }

  /** The line for a plan, without its end. */
  public static String line(WarmupProgress progress) {
    StringBuilder line = new StringBuilder(progress.plan()).append(' ');
    OptionalInt percent = progress.percent();
    if (percent.isPresent()) {
      int filled = percent.getAsInt() * WIDTH / 100;
      line.append('[')
          .append("#".repeat(filled))
          .append("-".repeat(WIDTH - filled))
          .append("] ")
          .append(String.format(Locale.ROOT, "%3d %%  ", percent.getAsInt()));
    }
    line.append(progress.done());
    if (progress.total() != null) {
      line.append(" of ").append(progress.total());
    }
    line.append(String.format(Locale.ROOT, ", %.0f/s", progress.keysPerSecond()));
    if (progress.failed() > 0) {
      line.append(", ").append(progress.failed()).append(" failed");
    }
    if (progress.state() != WarmupState.RUNNING) {
      line.append(", ").append(progress.state().name().toLowerCase(Locale.ROOT));
    }
    return line.toString();
  }

  /**
   * Draws.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public synchronized void progressed(WarmupProgress progress) {
    try {
      if (rewriting) {
        rewrite(progress);
      } else if (isNew(progress)) {
        out.append(line(progress)).append(System.lineSeparator());
      }
      if (out instanceof Flushable buffered) {
        buffered.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rewrite(WarmupProgress progress) throws IOException {
    String line = line(progress);
    out.append('\r').append(line).append(" ".repeat(Math.max(0, length - line.length())));
    length = line.length();
    if (progress.state().isOver()) {
      out.append(System.lineSeparator());
      length = 0;
    }
  }

  private boolean isNew(WarmupProgress progress) {
    OptionalInt percent = progress.percent();
    int mark =
        percent.isPresent()
            ? percent.getAsInt() / STEP
            : Long.SIZE - Long.numberOfLeadingZeros(progress.done());
    String tells = progress.state() + " " + mark;
    return !tells.equals(told.put(progress.plan(), tells));
  }
}
