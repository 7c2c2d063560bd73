package dev.twofold.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private static final String NL = System.lineSeparator();

  private final StringBuilder out = new StringBuilder();

  private static WarmupProgress progress(WarmupState state, long done, @Nullable Long total) {
    return new WarmupProgress(
        "front", state, done, total, done, 0, 0, 0, Duration.ofSeconds(2), null);
  }

  @Test
  void line_showsHowFarAndHowFast() {
    assertThat(ProgressBar.line(progress(WarmupState.RUNNING, 400, 1_000L)))
        .isEqualTo("front [########------------]  40 %  400 of 1000, 200/s");
  }

  @Test
  void line_ofAnUnknownTotal_hasNoBar() {
    assertThat(ProgressBar.line(progress(WarmupState.RUNNING, 400, null)))
        .isEqualTo("front 400, 200/s");
  }

  @Test
  void line_tellsWhatFailed_andAStateThatIsNotRunning() {
    WarmupProgress held =
        new WarmupProgress(
            "front", WarmupState.HELD, 5, 10L, 2, 0, 0, 3, Duration.ofSeconds(5), "no");

    assertThat(ProgressBar.line(held))
        .isEqualTo("front [##########----------]  50 %  5 of 10, 1/s, 3 failed, held");
  }

  @Test
  void done_isAllOfIt_alsoWithoutATotal() {
    assertThat(ProgressBar.line(progress(WarmupState.DONE, 400, null)))
        .isEqualTo("front [####################] 100 %  400, 200/s, done");
  }

  @Test
  void lines_areOneForEachTenth() {
    ProgressBar bar = ProgressBar.lines(out);
    for (long done = 1; done <= 100; done++) {
      bar.progressed(progress(WarmupState.RUNNING, done, 100L));
    }
    bar.progressed(progress(WarmupState.DONE, 100, 100L));

    assertThat(out.toString().lines()).hasSize(12);
    assertThat(out.toString()).endsWith("100 of 100, 50/s, done" + NL);
  }

  @Test
  void lines_ofAnUnknownTotal_areOneForEachDoubling() {
    ProgressBar bar = ProgressBar.lines(out);
    for (long done : List.of(1L, 2L, 3L, 4L, 5L, 8L)) {
      bar.progressed(progress(WarmupState.RUNNING, done, null));
    }

    assertThat(out.toString().lines().map(line -> line.replaceAll(",.*", "")))
        .containsExactly("front 1", "front 2", "front 4", "front 8");
  }

  @Test
  void rewriting_coversWhatWasLonger_andEndsTheLineWhenItIsOver() {
    ProgressBar bar = ProgressBar.rewriting(out);
    bar.progressed(progress(WarmupState.WAITING, 0, null));
    bar.progressed(progress(WarmupState.RUNNING, 2, null));
    bar.progressed(progress(WarmupState.DONE, 2, null));

    assertThat(out.toString())
        .isEqualTo(
            "\rfront 0, 0/s, waiting"
                + "\rfront 2, 1/s         "
                + "\rfront [####################] 100 %  2, 1/s, done"
                + NL);
  }

  @Test
  void brokenOutput_isTold() {
    Writer broken =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThatThrownBy(
            () -> ProgressBar.lines(broken).progressed(progress(WarmupState.DONE, 1, 1L)))
        .isInstanceOf(UncheckedIOException.class);
  }
}
